import { posix } from 'node:path'
import { outermostPath } from '../../model/location.ts'
import { mention } from '../../names/mention.ts'
import { treePath } from '../../names/model-reference.ts'
import { child, type SyntaxNode } from '../../syntax/python/syntax.ts'
import type { Evaluator } from './evaluate.ts'
import { HERE } from './folding.ts'
import type { Placed, Program } from './scope.ts'
import type { Seen } from './seen.ts'
import { textsOf, type Call, type Value } from './value.ts'

const NAME =
  /^_{0,2}(?:\w*_)?(?:(?:system|sys)_?(?:prompt|message|msg|instructions?|template|role|context)|prompt|instructions?|preamble|persona)(?:_?(?:template|text|str|string|v\d+|en|system))?$/i
const NOT_TEXT = /(?:path|file|dir|id|name|url|len|length|tokens?|key|type|version|count|cost|price)$/i
const TEMPLATE =
  /(?:^|\.)(?:\w*PromptTemplate|Prompt|Template|dedent|cleandoc|PromptHelper|RichPromptTemplate)(?:\.from_\w+)?$/
/** Shorter ones tell nobody how to behave. */
const MIN_LENGTH = 20
const MAX_PROMPTS = 200

/** Prompts that the source holds as text: constants, and what calls are given as system prompt. */
export function readPrompts(program: Program, evaluator: Evaluator, seen: (placed: Placed) => Seen): void {
  const named = new Set<string>()
  let unnamed = 0
  const add = (placed: Placed, name: string, value: Value, system: boolean): void => {
    const read = fileRead(value, evaluator)
    if (read !== undefined) {
      const at = seen(placed)
      const here = read.startsWith(HERE)
      const plain = here
        ? read
            .slice(HERE.length)
            .replace(/^\/-(?=\/)/, '')
            .replace(/^\//, '')
        : read
      const folder = here ? posix.dirname(outermostPath(at.path)) : ''
      const place = /^(?:\/|~|[a-z]+:)/i.test(plain) ? undefined : treePath(plain, 'model', folder)
      if (place?.by === 'path')
        at.add(mention({ ...place, kind: 'prompt' }, at.lineOf(placed.node), `is read into ${name}`))
      return
    }
    const texts = textsOf(value).filter((t) => isPrompt(t.text))
    if (named.has(name) || named.size >= MAX_PROMPTS) return
    if (texts.length === 0 && !isTemplate(placed.node, evaluator)) return
    named.add(name)
    const at = seen(placed)
    const says = system ? 'is a system prompt in the source' : 'is a prompt in the source'
    const type = system || /sys|instruction|preamble|persona/i.test(name) ? 'system-prompt' : 'template'
    const subject = { by: 'name', kind: 'prompt', registry: outermostPath(at.path), name } as const
    const only = texts.length === 1 ? texts[0]!.text : undefined
    at.add(
      mention(subject, at.lineOf(placed.node), says, [
        { name: 'prompt-type', value: type, status: 'inferred' },
      ]),
      only,
    )
  }
  for (const { name, node, scope } of program.assignments)
    // Another name for a constant is no other prompt.
    if (NAME.test(name) && !NOT_TEXT.test(name) && node.type !== 'identifier')
      add({ node, scope }, name, contentOf(node, scope, evaluator), false)
  const inline = ({ node, scope }: Placed): void => {
    const value = contentOf(node, scope, evaluator)
    if (node.type === 'identifier') add({ node, scope }, evaluator.source(node), value, true)
    else if (/string/.test(node.type)) {
      const before = named.size
      add({ node, scope }, unnamed === 0 ? 'system prompt' : `system prompt ${unnamed + 1}`, value, true)
      if (named.size > before) unnamed++
    }
  }
  for (const { node, scope } of program.dicts) {
    const content = systemContent(node, evaluator)
    if (content) inline({ node: content, scope })
  }
  for (const placed of program.calls) {
    const content = systemArgument(evaluator.callOf(placed), evaluator)
    if (content) inline({ node: content, scope: placed.scope })
  }
}

/** `{"role": "system", "content": …}`. */
function systemContent(dict: SyntaxNode, evaluator: Evaluator): SyntaxNode | undefined {
  let system = false
  let content: SyntaxNode | undefined
  for (const pair of dict.children.slice(0, 8)) {
    const key = child(pair, 'key')
    const word = key ? evaluator.source(key).replaceAll(/["']/g, '') : ''
    const value = child(pair, 'value')
    if (word === 'role' && value) system = /^["'](?:system|developer)["']$/.test(evaluator.source(value))
    if (word === 'content') content = value
  }
  return system ? content : undefined
}

const SYSTEM_KEYWORDS = [
  'system',
  'system_instruction',
  'system_prompt',
  'system_message',
  'instructions',
  'backstory',
  'sys_prompt',
]

function systemArgument(call: Call, evaluator: Evaluator): SyntaxNode | undefined {
  const last = call.name.split('.').at(-1) ?? ''
  if (
    /^(?:SystemMessage|SystemMessagePromptTemplate|ChatMessage\.from_system)$/.test(last) ||
    /SystemMessagePromptTemplate\.from_template$|ChatMessage\.from_system$/.test(call.name)
  )
    return call.keywords.get('content') ?? call.positional[0]
  for (const keyword of SYSTEM_KEYWORDS) {
    const node = call.keywords.get(keyword)
    if (
      node &&
      /create|stream|Agent|Model|generate|Config|chat|LLM|parse|Thread|Assistant|complete/.test(last)
    )
      return node
  }
  // `("system", "…")` in lists of messages.
  if (call.name.endsWith('from_messages')) {
    for (const item of call.positional[0]?.children ?? []) {
      const [role, content] = item.children
      if (item.type === 'tuple' && role && /^["']system["']$/.test(evaluator.source(role))) return content
    }
  }
  return undefined
}

/** `open("prompts/system.md").read()`, `Path("prompts/system.md").read_text()`. */
function fileRead(value: Value, evaluator: Evaluator): string | undefined {
  if (value.kind !== 'instance' || value.call.callee.kind !== 'member') return undefined
  const { of, name } = value.call.callee
  if (name === 'read_text') return of.kind === 'text' ? of.text : undefined
  if (name !== 'read' || of.kind !== 'instance' || !/(?:^|\.)open$/.test(of.call.name)) return undefined
  const [text] = textsOf(evaluator.valueOf(of.call.positional[0], of.call.scope))
  return text?.text
}

/** The text itself, or that of the template that is made of it. */
function contentOf(node: SyntaxNode, scope: Placed['scope'], evaluator: Evaluator): Value {
  const value = evaluator.valueOf(node, scope)
  if (value.kind !== 'instance' || !TEMPLATE.test(value.call.name)) return value
  const { call } = value
  const given = call.keywords.get('template') ?? call.keywords.get('content') ?? call.positional[0]
  return evaluator.valueOf(given, call.scope)
}

function isPrompt(text: string): boolean {
  const plain = text.trim()
  return plain.length >= MIN_LENGTH && /\s/.test(plain) && !/^(?:https?:\/\/|\.{0,2}\/)\S*$/.test(plain)
}

/** Text with parts that only a run fills in. */
function isTemplate(node: SyntaxNode, evaluator: Evaluator): boolean {
  return (
    /string/.test(node.type) &&
    node.end - node.start >= MIN_LENGTH * 2 &&
    /\s\S+\s/.test(evaluator.source(node))
  )
}
