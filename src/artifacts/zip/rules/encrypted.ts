import type { Rule } from '../../../model/rule.ts'
import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { ZipFacts } from '../facts.ts'

export const encrypted: Rule<ZipFacts> = {
  id: 'zip-encrypted',
  title: 'Members that only a password opens',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Nothing that looks for danger can see into an encrypted member. No model format uses encryption of this kind; ' +
    'malware does, with the password beside the download.',
  remedy: 'Unpack it in a safe place, and scan what comes out.',
  references: ['CWE-506'],
  *check(facts, path) {
    if (facts.kind !== 'opened') return
    const { encrypted: names } = facts
    const [first] = names
    if (first === undefined) return
    const at = { path, range: byteRange(first.at, first.at + 30) }
    const others = names.length > 1 ? ` and ${names.length - 1} more` : ''
    yield {
      message: `hides members behind a password: ${quoted(first.name)}${others}`,
      at,
      evidence: [{ at, says: `${quoted(first.name)} is encrypted` }],
      seen: 'encrypted members',
    }
  },
}
