import { byteRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { Flaw, FlawKind, SafetensorsFacts } from './facts.ts'

/** One draft for each flaw of the given kinds. `message` gets what the flaw says. */
export function* flawFindings(
  facts: SafetensorsFacts,
  path: string,
  kinds: ReadonlySet<FlawKind>,
  message: (flaw: Flaw) => string,
): Iterable<FindingDraft> {
  for (const flaw of facts.flaws) {
    if (!kinds.has(flaw.kind)) continue
    const at = { path, range: byteRange(flaw.start, flaw.end) }
    yield {
      message: message(flaw),
      at,
      evidence: [{ at, says: flaw.says }],
      seen: `${flaw.kind} ${flaw.says}`,
    }
  }
}
