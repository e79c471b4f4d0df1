import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TarFacts } from '../facts.ts'

export const hiddenMember: Rule<TarFacts> = {
  id: 'tar-hidden-member',
  title: 'Members behind the end of the archive',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Programs stop at the first empty block and do not show what follows, unless they are told to ignore it. ' +
    'Archives that were joined with `cat` look so too. The members behind the mark are examined like all others.',
  remedy: 'Ask the publisher for an archive in which all members stand in front of the end mark.',
  references: ['CWE-912'],
  *check({ behindEnd }, path) {
    const [first] = behindEnd
    if (first === undefined) return
    const at = { path, range: byteRange(first.at, first.at + 512) }
    yield {
      message: `hides ${behindEnd.length} members behind the end mark: ${quoted(first.name)}`,
      at,
      evidence: [{ at, says: `${quoted(first.name)} stands behind an empty block` }],
      seen: `behind the end: ${first.name}`,
    }
  },
}
