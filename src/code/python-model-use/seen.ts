import type { AttributeDraft, Mention, MentionedRelation } from '../../names/mention.ts'
import { mention } from '../../names/mention.ts'
import type { Subject } from '../../model/sighting.ts'
import type { SyntaxNode } from '../../syntax/python/syntax.ts'
import type { Evaluator } from './evaluate.ts'
import { eachOf, textsOf, UNKNOWN, type Call, type Text, type Value } from './value.ts'

/** A call that is looked at, with what recognising it needs. */
export interface Seen {
  readonly call: Call
  readonly evaluator: Evaluator
  /** Path of the file. */
  readonly path: string
  /** Last part of the name of what is called. */
  readonly last: string
  /** What stands before it. */
  readonly before: string
  lineOf(node: SyntaxNode): number
  /** `content` is the text of a prompt, where it is known in full. */
  add(mention: Mention, content?: string): void
}

export type Recogniser = (seen: Seen) => boolean

/** The argument under the first keyword that is given, else at the place. */
export function argument(seen: Seen, keywords: readonly string[], index?: number): Value {
  const { call, evaluator } = seen
  for (const keyword of keywords) {
    const node = call.keywords.get(keyword)
    if (node) return evaluator.valueOf(node, call.scope)
  }
  for (const node of call.spread) {
    const options = evaluator.valueOf(node, call.scope)
    for (const dict of eachOf(options))
      if (dict.kind === 'dict')
        for (const keyword of keywords) {
          const value = dict.entries.get(keyword)
          if (value) return value
        }
  }
  const node = index === undefined ? undefined : call.positional[index]
  if (!node || call.positional.slice(0, index).some((p) => p.type === 'list_splat')) return UNKNOWN
  return evaluator.valueOf(node, call.scope)
}

export function has(seen: Seen, keyword: string): boolean {
  return seen.call.keywords.has(keyword)
}

export function argumentTexts(seen: Seen, keywords: readonly string[], index?: number): Text[] {
  return textsOf(argument(seen, keywords, index))
}

/** The one text of an argument that has just one. */
export function onlyText(seen: Seen, keywords: readonly string[], index?: number): string | undefined {
  const texts = argumentTexts(seen, keywords, index)
  return texts.length === 1 ? texts[0]!.text : undefined
}

export function isTrue(value: Value): boolean {
  return value.kind === 'plain' && value.text === 'True'
}

export function note(
  seen: Seen,
  subject: Subject,
  says: string,
  attributes: readonly AttributeDraft[] = [],
  relations: readonly MentionedRelation[] = [],
): void {
  seen.add(mention(subject, seen.lineOf(seen.call.node), says, attributes, relations))
}

/** How the callee is called in a report: the class and its method, without the modules. */
export function spoken(seen: Seen): string {
  const parts = seen.call.name
    .replaceAll('()', '')
    .replaceAll('~', '')
    .split('.')
    .filter((p) => p !== '?' && p !== '[]')
  const from = parts.findIndex((p) => /^[A-Z]/.test(p))
  return (from >= 0 ? parts.slice(from) : parts.slice(-2)).join('.').slice(0, 80)
}
