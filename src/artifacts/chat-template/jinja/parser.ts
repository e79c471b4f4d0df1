import { TemplateSyntaxError, type Branch, type Expression, type Parameter, type Statement } from './ast.ts'
import { parseExpression, parseFilters, parseTuple, parseWithoutConditional } from './expressions.ts'
import { assertShallow } from './depth.ts'
import { lexTemplate, type Segment } from './lexer.ts'
import { TokenStream } from './token-stream.ts'

const MAX_NESTING = 100

/**
 * Parses Jinja as chat templates use it: the language of Jinja 3 with loop controls, `do`, and the
 * `generation` tag of transformers. Throws `TemplateSyntaxError`.
 */
export function parseTemplate(source: string): readonly Statement[] {
  const state: State = { segments: lexTemplate(source), at: 0, depth: 0 }
  const { statements } = parseBody(state, [])
  assertShallow(statements)
  return statements
}

interface State {
  readonly segments: readonly Segment[]
  at: number
  depth: number
}

interface Body {
  readonly statements: readonly Statement[]
  /** The tag that ended the body, its name read; absent at the end of the template. */
  readonly end: { readonly tag: string; readonly stream: TokenStream } | undefined
}

function parseBody(state: State, ends: readonly string[]): Body {
  const statements: Statement[] = []
  if (++state.depth > MAX_NESTING)
    throw new TemplateSyntaxError(`blocks nested deeper than ${MAX_NESTING}`, 0)
  let line = 1
  while (state.at < state.segments.length) {
    const segment = state.segments[state.at++]!
    ;({ line } = segment)
    if (segment.kind === 'text') statements.push(segment)
    else if (segment.kind === 'output') statements.push(parseOutput(segment.tokens, line))
    else {
      const stream = new TokenStream(segment.tokens, line)
      const tag = stream.name()
      if (ends.includes(tag)) {
        state.depth--
        return { statements, end: { tag, stream } }
      }
      statements.push(parseTag(state, tag, stream, line))
    }
  }
  if (ends.length > 0) throw new TemplateSyntaxError(`the template ends before ${ends.join(' or ')}`, line)
  state.depth--
  return { statements, end: undefined }
}

function parseOutput(tokens: ConstructorParameters<typeof TokenStream>[0], line: number): Statement {
  const stream = new TokenStream(tokens, line)
  const expression = parseTuple(stream)
  stream.end()
  return { kind: 'output', expression, line }
}

/** The body up to the given end tag, which takes nothing but perhaps a name. */
function bodyUntil(state: State, end: string): readonly Statement[] {
  return parseBody(state, [end]).statements
}

function parseTag(state: State, tag: string, stream: TokenStream, line: number): Statement {
  const read = TAGS[tag]
  if (!read || !Object.hasOwn(TAGS, tag))
    throw new TemplateSyntaxError(`unknown tag ${tag.slice(0, 40)}`, line)
  return read(state, stream, line, tag)
}

type ReadTag = (state: State, stream: TokenStream, line: number, tag: string) => Statement

const readLoad: ReadTag = (_state, stream, line, tag) => {
  const source = parseExpression(stream)
  // What is imported under which names, and with which context, changes nothing.
  return { kind: 'load', tag, source, line }
}

const readJump: ReadTag = (_state, stream, line, tag) => {
  stream.end()
  return { kind: 'jump', tag, line }
}

const readScope: ReadTag = (state, stream, line, tag) => {
  const bindings: { name: string; value: Expression }[] = []
  if (tag === 'with')
    while (stream.peek()) {
      const name = stream.name()
      stream.expect('=')
      bindings.push({ name, value: parseExpression(stream) })
      if (!stream.skipIf(',')) break
    }
  return { kind: 'scope', tag, bindings, body: bodyUntil(state, `end${tag}`), line }
}

const TAGS: Readonly<Record<string, ReadTag>> = {
  for: readFor,
  if: readIf,
  set: readSet,
  macro(state, stream, line) {
    const name = stream.name()
    const parameters = parseParameters(stream)
    stream.end()
    return { kind: 'macro', name, parameters, body: bodyUntil(state, 'endmacro'), line }
  },
  call(state, stream, line) {
    const parameters = stream.is('(') ? parseParameters(stream) : []
    const call = parseExpression(stream)
    return { kind: 'call-block', call, parameters, body: bodyUntil(state, 'endcall'), line }
  },
  filter(state, stream, line) {
    const filter = parseFilters(stream, undefined)
    return { kind: 'filter-block', filter, body: bodyUntil(state, 'endfilter'), line }
  },
  do(_state, stream, line) {
    const expression = parseTuple(stream)
    stream.end()
    return { kind: 'evaluate', expression, line }
  },
  print(_state, stream, line) {
    return { kind: 'output', expression: parseTuple(stream), line }
  },
  include: readLoad,
  import: readLoad,
  from: readLoad,
  extends: readLoad,
  break: readJump,
  continue: readJump,
  block: readScope,
  generation: readScope,
  with: readScope,
  autoescape: readScope,
}

function readFor(state: State, stream: TokenStream, line: number): Statement {
  const targets: string[] = []
  do {
    targets.push(...readTarget(stream))
  } while (stream.skipIf(',') && !stream.isName('in'))
  stream.expect('in', 'name')
  const iterable = parseWithoutConditional(stream)
  const test = stream.skipIf('if', 'name') ? parseExpression(stream) : undefined
  stream.skipIf('recursive', 'name')
  stream.end()
  const first = parseBody(state, ['endfor', 'else'])
  const otherwise = first.end?.tag === 'else' ? bodyUntil(state, 'endfor') : []
  return { kind: 'for', targets, iterable, test, body: first.statements, otherwise, line }
}

/** A name, or names in parentheses. */
function readTarget(stream: TokenStream): string[] {
  if (!stream.skipIf('(')) return [stream.name()]
  const names = [stream.name()]
  while (stream.skipIf(',')) names.push(stream.name())
  stream.expect(')')
  return names
}

function readIf(state: State, stream: TokenStream, line: number): Statement {
  const branches: Branch[] = []
  let current = stream
  for (;;) {
    const test = parseTuple(current)
    current.end()
    const { statements, end } = parseBody(state, ['elif', 'else', 'endif'])
    branches.push({ test, body: statements })
    if (end?.tag !== 'elif') {
      const otherwise = end?.tag === 'else' ? bodyUntil(state, 'endif') : []
      return { kind: 'if', branches, otherwise, line }
    }
    current = end.stream
  }
}

function readSet(state: State, stream: TokenStream, line: number): Statement {
  const targets: string[] = []
  do {
    const bracketed = stream.skipIf('(')
    let target = stream.name()
    while (stream.skipIf('.')) target += `.${stream.name()}`
    if (bracketed) stream.skipIf(')')
    targets.push(target)
  } while (stream.skipIf(','))
  stream.skipIf(')')
  if (stream.skipIf('=')) {
    const value = parseTuple(stream)
    stream.end()
    return { kind: 'set', targets, value, line }
  }
  const filter = stream.is('|') ? parseFilters(stream, undefined) : undefined
  stream.end()
  return { kind: 'set-block', target: targets[0]!, filter, body: bodyUntil(state, 'endset'), line }
}

function parseParameters(stream: TokenStream): Parameter[] {
  const parameters: Parameter[] = []
  stream.expect('(')
  while (!stream.skipIf(')')) {
    const name = stream.name()
    parameters.push({ name, fallback: stream.skipIf('=') ? parseExpression(stream) : undefined })
    if (!stream.is(')')) stream.expect(',')
  }
  return parameters
}
