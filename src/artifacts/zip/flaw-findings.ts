import { byteRange } from '../../model/location.ts'
import type { FindingDraft } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'
import type { ZipFlaw, ZipFlawKind } from '../../bytes/zip/types.ts'

/** One instance of a rule is one archive: the first few flaws stand for thousands. */
const MAX_SHOWN = 20

/** What rules say about flaws of the kinds that they judge. */
export function* flawFindings(
  flaws: readonly ZipFlaw[],
  path: string,
  judged: Partial<Record<ZipFlawKind, { readonly does: string; readonly severity?: Severity }>>,
): Generator<FindingDraft> {
  let shown = 0
  for (const flaw of flaws) {
    const judgement = judged[flaw.kind]
    if (judgement === undefined) continue
    if (++shown > MAX_SHOWN) return
    const at = { path, range: byteRange(flaw.start, flaw.end) }
    yield {
      message: `${judgement.does}: ${flaw.says}`,
      at,
      evidence: [{ at, says: flaw.says }],
      seen: `${flaw.kind} ${flaw.name ?? ''}`,
      ...(judgement.severity === undefined ? {} : { severity: judgement.severity }),
    }
  }
}
