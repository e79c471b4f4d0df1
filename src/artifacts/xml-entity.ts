import { lineRange } from '../model/location.ts'
import type { FindingDraft } from '../model/rule.ts'

/** An entity that a document declares. Lines count from 1. */
export interface EntityFact {
  readonly name: string
  readonly parameter: boolean
  /** SYSTEM or PUBLIC address. */
  readonly external: string | undefined
  readonly value: string | undefined
  readonly line: number
}

export interface DoctypeFact {
  readonly external: string | undefined
  readonly line: number
}

/** What each declaration makes a parser do that resolves entities. */
export function* entityDrafts(entities: readonly EntityFact[], path: string): Generator<FindingDraft> {
  for (const { name, parameter, external, value, line } of entities.slice(0, 50)) {
    const at = { path, range: lineRange(line) }
    const shown = JSON.stringify((external ?? value ?? '').slice(0, 120))
    const entity = JSON.stringify(name.slice(0, 60))
    const plain = external === undefined && !parameter && !/[&%<]/.test(value ?? '')
    yield {
      message:
        external === undefined
          ? `declares the entity ${entity}, which parsers replace by ${shown}`
          : `makes the parser read ${shown} on load (external entity ${entity})`,
      severity: plain ? 'medium' : 'high',
      at,
      evidence: [{ at, says: parameter ? 'parameter entity' : 'entity declaration' }],
      seen: `${name} ${shown}`,
    }
  }
}

/** `known` matches the grammars that writers of the format name; parsers that fetch them do no harm. */
export function* doctypeDrafts(
  doctype: DoctypeFact | undefined,
  known: RegExp,
  path: string,
): Generator<FindingDraft> {
  if (doctype === undefined) return
  const at = { path, range: lineRange(doctype.line) }
  const { external } = doctype
  const harmless = external === undefined || known.test(external)
  const message =
    external === undefined
      ? 'has a DOCTYPE'
      : `makes the parser fetch a grammar on load: ${JSON.stringify(external.slice(0, 120))}`
  yield {
    message,
    severity: harmless ? 'low' : 'high',
    at,
    evidence: [{ at, says: 'DOCTYPE' }],
    seen: message,
  }
}

/** Line numbers for offsets that only grow. */
export function lineCounter(text: string): (at: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (at) => {
    while (next >= 0 && next < at) {
      line++
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}
