import type { Span } from '../../bytes/protobuf/wire.ts'
import { byteRange, type Location } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { EffectFact, Source, TensorflowFacts } from './facts.ts'

export function locate(facts: TensorflowFacts, path: string, span: Span): Location {
  return facts.textual ? { path } : { path, range: byteRange(span.start, span.end) }
}

/** Says what a node does and with what, in one line. */
export function draftOf(facts: TensorflowFacts, path: string, effect: EffectFact): FindingDraft {
  const at = locate(facts, path, effect.at)
  const what = targets(effect)
  const message = `${effect.does} when the graph runs: ${effect.op}${what === '' ? '' : ` with ${what}`}`
  const where = effect.function === '' ? 'the main graph' : `function ${quote(effect.function)}`
  return {
    message,
    at,
    evidence: [{ at, says: `node ${quote(effect.node)} in ${where}` }],
    seen: `${effect.op} ${what}`,
  }
}

function targets({ sources, attributes }: EffectFact): string {
  const said = [
    ...sources.map(sayOf),
    ...Object.entries(attributes).map(([name, text]) => `${name} ${quote(text)}`),
  ]
  return [...new Set(said)].slice(0, 4).join(', ')
}

function sayOf(source: Source): string {
  switch (source.kind) {
    case 'constant':
      return quote(source.value)
    case 'asset':
      return `the asset ${quote(source.file)}`
    case 'saver':
      return "the saver's file name"
    case 'placeholder':
      return `whatever is fed to ${quote(source.name)}`
    case 'argument':
      return 'whatever its caller passes'
    case 'unknown':
      return `a name from ${source.from.slice(0, 60)}`
    default:
      return source satisfies never
  }
}

export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}

/** One finding for each distinct message of a graph. */
export function* distinct(drafts: Iterable<FindingDraft>, most: number = 100): Generator<FindingDraft> {
  const said = new Set<string>()
  for (const draft of drafts) {
    if (said.has(draft.message)) continue
    if (said.size >= most) return
    said.add(draft.message)
    yield draft
  }
}
