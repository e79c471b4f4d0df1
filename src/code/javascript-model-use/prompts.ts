import { child } from '../../syntax/tree.ts'
import { option, type LibraryCall } from './calls.ts'
import { objectOf, texts, valueOf } from './evaluate.ts'
import type { Placed, Program } from './program.ts'

/** A text that tells a model how to behave. */
export interface Prompt {
  /** Name of the constant that holds it, where one does. */
  readonly name: string | undefined
  readonly line: number
  /** Where all of it stands in the source. */
  readonly content?: string
}

const KEYS: readonly string[] = [
  'system',
  'instructions',
  'systemPrompt',
  'systemInstruction',
  'config.systemInstruction',
]
const LISTS: readonly string[] = ['messages', 'input']
/** Shorter ones are placeholders and examples. */
const MIN_LENGTH = 15
const MAX_MESSAGES = 50

/** The system prompts of one call of a client. */
export function promptsOf(program: Program, call: LibraryCall): Prompt[] {
  const found = KEYS.map((key) => option(program, call.arguments, key)).filter((p) => p !== undefined)
  for (const key of LISTS) {
    const list = option(program, call.arguments, key)
    for (const node of list?.node.type === 'array' ? list.node.children.slice(0, MAX_MESSAGES) : []) {
      const message = objectOf(program, { node, scope: list!.scope })
      const role = message && texts(program, valueOf(program, message, 'role'))[0]?.value
      const content = message && valueOf(program, message, 'content')
      if (content && (role === 'system' || role === 'developer')) found.push(content)
    }
  }
  if (call.path.join('.').endsWith('SystemMessage.new') && call.arguments[0]) found.push(call.arguments[0])
  if (/(?:fromMessages|fromTemplate)\.\(\)$/.test(call.path.join('.')))
    found.push(...systemTuples(program, call))
  return found.flatMap((place) => promptAt(program, place))
}

/** `fromMessages([['system', 'You are …'], …])` */
function systemTuples(program: Program, call: LibraryCall): Placed[] {
  const list = call.arguments[0]
  if (list?.node.type !== 'array') return []
  return list.node.children.slice(0, MAX_MESSAGES).flatMap((node) => {
    const [role, content] = node.type === 'array' ? node.children : []
    const system = role && texts(program, { node: role, scope: list.scope })[0]?.value === 'system'
    return system && content ? [{ node: content, scope: list.scope }] : []
  })
}

function promptAt(program: Program, place: Placed): Prompt[] {
  const { node } = place
  const written = program.text.slice(node.start, node.end)
  const [text] = texts(program, place)
  // A template with something put in is a prompt, too, when most of it stands there.
  const fixed =
    text?.value ??
    (node.type === 'template_string'
      ? node.children
          .filter((c) => c.type !== 'template_substitution')
          .map((c) => program.text.slice(c.start, c.end))
          .join('')
      : '')
  if (fixed.trim().length < MIN_LENGTH) return []
  const name =
    /^[A-Za-z_$][\w$]*$/.exec(written)?.[0] ??
    (node.type === 'member_expression' ? memberName(program, place) : undefined)
  const whole = text?.sure === true && isPlainLiteral(program.text.slice(text.node.start, text.node.end))
  return [{ name, line: program.line((text?.node ?? node).start), ...(whole && { content: text.value }) }]
}

/** One literal without escapes that only a program resolves: its text is what the model is told, to the byte. */
function isPlainLiteral(written: string): boolean {
  return /^(['"`])/.test(written) && !/\\[^nrt"'`\\/$]|\$\{/.test(written)
}

function memberName(program: Program, { node }: Placed): string | undefined {
  const property = child(node, 'property')
  return property && program.text.slice(property.start, property.end)
}
