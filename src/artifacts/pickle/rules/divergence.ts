import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { clip } from '../drafts.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Divergence, PickleFileFacts } from '../facts.ts'

const SEVERITIES: Readonly<Record<Divergence['kind'], Severity>> = {
  attack: 'high',
  leftover: 'medium',
  oddity: 'low',
}

export const divergence: Rule<PickleFileFacts> = {
  id: 'pickle-divergence',
  title: 'Loaders read different programs',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    "CPython's C unpickler, its Python unpickler and `pickletools` disagree about these bytes: numbers in other bases, " +
    'frames that end inside an argument, strings outside ASCII. No pickler writes them. They serve to show a scanner ' +
    'one program and to run another.',
  remedy: 'Do not load it; it was made to be misread.',
  references: ['CWE-436', 'CWE-502'],
  *check(facts, path) {
    for (const stream of facts.streams)
      for (const { at: start, end, says, kind } of stream.divergences) {
        const at = { path, range: byteRange(start, Math.max(end, start + 1)) }
        yield {
          message: `is read differently by different loaders: ${clip(says)}`,
          severity: SEVERITIES[kind],
          at,
          evidence: [{ at, says: clip(says) }],
          seen: `${kind} ${says}`,
        }
      }
  },
}
