import { byteRange } from '../model/location.ts'
import type { FindingDraft } from '../model/rule.ts'

/** What a strict reader refuses: bytes `start` to `end` of the entry, in words. */
interface Flaw<Kind extends string> {
  readonly kind: Kind
  readonly says: string
  readonly start: number
  readonly end: number
}

/** One draft for each flaw of the given kinds. */
export function* flawFindings<Kind extends string, F extends Flaw<Kind>>(
  { flaws }: { readonly flaws: readonly F[] },
  path: string,
  kinds: ReadonlySet<Kind>,
  message: (flaw: F) => string,
): Generator<FindingDraft> {
  for (const flaw of flaws) {
    if (!kinds.has(flaw.kind)) continue
    const at = { path, range: byteRange(flaw.start, flaw.end) }
    const says = flaw.says.slice(0, 200)
    yield { message: message({ ...flaw, says }), at, evidence: [{ at, says }], seen: `${flaw.kind} ${says}` }
  }
}
