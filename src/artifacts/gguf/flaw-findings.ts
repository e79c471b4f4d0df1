import { byteRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { GgufFacts } from './facts.ts'
import type { Flaw } from '../../tensors/gguf/facts.ts'

/** One draft for each flaw that `message` has words for. */
export function* flawFindings(
  facts: GgufFacts,
  path: string,
  message: (flaw: Flaw) => string | undefined,
): Iterable<FindingDraft> {
  for (const flaw of facts.flaws) {
    const said = message(flaw)
    if (said === undefined) continue
    const at = { path, range: byteRange(flaw.start, flaw.end) }
    yield { message: said, at, evidence: [{ at, says: flaw.says }], seen: `${flaw.kind} ${flaw.says}` }
  }
}
