import { byteRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { Flaw, FlawKind, NumpyFacts } from './facts.ts'

/** One draft for each flaw of the given kinds. */
export function* flawFindings(
  facts: NumpyFacts,
  path: string,
  kinds: ReadonlySet<FlawKind>,
  message: (flaw: Flaw) => string,
): Iterable<FindingDraft> {
  for (const flaw of facts.flaws) {
    if (!kinds.has(flaw.kind)) continue
    const at = { path, range: byteRange(flaw.start, flaw.end) }
    const says = flaw.says.slice(0, 200)
    yield { message: message({ ...flaw, says }), at, evidence: [{ at, says }], seen: `${flaw.kind} ${says}` }
  }
}
