import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TarFacts } from '../facts.ts'

export const specialMember: Rule<TarFacts> = {
  id: 'tar-special-member',
  title: 'Devices and pipes in an archive',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A device node that is unpacked with privileges gives whoever reads it the disk or the memory; a pipe makes a ' +
    'reader wait for ever. No model or dataset contains either.',
  remedy: 'Do not unpack it.',
  references: ['CWE-434'],
  *check({ specials }, path) {
    for (const { name, what, at: offset } of specials.slice(0, 20)) {
      const at = { path, range: byteRange(offset, offset + 512) }
      const says = `${quoted(name)} is ${what}`
      yield {
        message: `creates ${what} when it is unpacked: ${quoted(name)}`,
        at,
        evidence: [{ at, says }],
        seen: says,
      }
    }
  },
}
