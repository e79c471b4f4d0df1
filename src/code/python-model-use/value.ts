import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import type { ClassDefinition, FunctionDefinition, Scope } from './scope.ts'

/** What an expression may come to, as far as the file alone tells. */
export type Value =
  | Text
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, Value> }
  /** Something imported or built in, by its full name: `transformers.AutoModel`. */
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'class'; readonly definition: ClassDefinition }
  /** What a call gives. */
  | { readonly kind: 'instance'; readonly call: Call }
  /** Attribute or item of what cannot be looked into. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string }
  | { readonly kind: 'choice'; readonly of: readonly Value[] }
  | { readonly kind: 'unknown' }

export interface Text {
  readonly kind: 'text'
  readonly text: string
  /** False for defaults that whoever starts the program may override. */
  readonly sure: boolean
}

/** A call as it stands, with arguments looked at only when asked. */
export interface Call {
  readonly node: SyntaxNode
  readonly scope: Scope
  /** Full name of what is called: `openai.OpenAI().chat.completions.create`; `?` for what is not known. */
  readonly name: string
  readonly callee: Value
  readonly positional: readonly SyntaxNode[]
  readonly keywords: ReadonlyMap<string, SyntaxNode>
  /** `**options`. */
  readonly spread: readonly SyntaxNode[]
}

export const UNKNOWN: Value = { kind: 'unknown' }
const MAX_CHOICES = 64
/** Characters of one text: texts that double themselves stop here. */
export const MAX_TEXT: number = 64 * 1024

export function text(value: string, sure = true): Text {
  return { kind: 'text', text: value, sure }
}

export function choice(values: readonly Value[]): Value {
  const flat: Value[] = []
  for (const value of values) {
    for (const one of value.kind === 'choice' ? value.of : [value])
      if (one.kind !== 'unknown' && flat.length < MAX_CHOICES && !flat.some((f) => same(f, one)))
        flat.push(one)
  }
  if (flat.length === 0) return UNKNOWN
  return flat.length === 1 ? flat[0]! : { kind: 'choice', of: flat }
}

function same(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'text' && b.kind === 'text' && a.text === b.text && a.sure === b.sure)
}

export function eachOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.of : [value]
}

/** Every text that the value may be. */
export function textsOf(value: Value): Text[] {
  return eachOf(value).filter((v) => v.kind === 'text')
}

/** The same values as mere defaults. */
export function assumed(value: Value, depth = 0): Value {
  switch (value.kind) {
    case 'text':
      return value.sure ? text(value.text, false) : value
    case 'choice':
      return choice(value.of.map((v) => assumed(v, depth)))
    case 'list':
      // Lists that hold each other many times over would be copied as often.
      return depth > 1 ? value : { kind: 'list', items: value.items.map((v) => assumed(v, depth + 1)) }
    default:
      return value
  }
}

export function mapTexts(value: Value, change: (text: string) => string): Value {
  const texts = textsOf(value)
  return choice(texts.map((t) => text(change(t.text), t.sure)))
}

/** All combinations of two values' texts. */
export function joined(a: Value, b: Value, glue = ''): Value {
  const left = textsOf(a)
  const right = textsOf(b)
  if (left.length * right.length > MAX_CHOICES) return UNKNOWN
  return choice(
    left.flatMap((l) =>
      right
        .filter((r) => l.text.length + r.text.length <= MAX_TEXT)
        .map((r) => text(l.text + glue + r.text, l.sure && r.sure)),
    ),
  )
}
