import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { MemberFlawKind } from '../../../bytes/zip/member.ts'
import { quoted } from '../../../bytes/zip/central-directory.ts'
import type { ZipFacts } from '../facts.ts'
import { flawFindings } from '../flaw-findings.ts'

/** A wrong checksum is also what a damaged disk leaves, and what PyTorch writes when told to save time. */
const OPENED: Readonly<Record<MemberFlawKind, Severity>> = {
  'encryption-lie': 'high',
  size: 'high',
  crc: 'low',
}

const DIFFERS = { does: 'shows different content to different programs' }
const MAX_SHOWN = 20

export const loaderDifferential: Rule<ZipFacts> = {
  id: 'zip-loader-differential',
  title: 'Programs that open the archive see different content',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A zip archive says most things twice: in the central directory, in a header before each member, in flags and ' +
    "checksums. Python's zipfile refuses what contradicts itself; the reader inside PyTorch ignores local names, " +
    'flags and checksums and loads it. Scanners built on the strict reader then skip what the lenient one runs.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CVE-2025-1944', 'CVE-2025-1945', 'CVE-2025-10156', 'CVE-2025-8291', 'CWE-436'],
  *check(facts, path) {
    if (facts.kind === 'structure') {
      yield* flawFindings(facts.flaws, path, {
        'local-name': DIFFERS,
        'local-method': DIFFERS,
        'local-size': DIFFERS,
        'local-encryption': DIFFERS,
        'local-missing': DIFFERS,
        'second-directory': DIFFERS,
        'stray-end': DIFFERS,
        'unicode-name': DIFFERS,
        count: DIFFERS,
      })
      return
    }
    // PyTorch can leave out all checksums at once: one finding says so.
    const unmatched = facts.flaws.find((f) => f.kind === 'crc')
    const lies = facts.flaws.filter((f) => f.kind !== 'crc').slice(0, MAX_SHOWN)
    for (const { name, kind, says, at: offset } of unmatched === undefined ? lies : [...lies, unmatched]) {
      const at = { path, range: byteRange(offset, offset + 30) }
      yield {
        message: `${quoted(name)} ${says}, which some programs mind and some do not`,
        severity: OPENED[kind],
        at,
        evidence: [{ at, says: `${quoted(name)} ${says}` }],
        seen: `${kind} ${name}`,
      }
    }
  },
}
