import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { SecretFacts, Strength } from '../facts.ts'

const SEVERITY: Readonly<Record<Strength, Severity>> = { live: 'high', doubtful: 'medium', guess: 'low' }

export const credential: Rule<SecretFacts> = {
  id: 'secret-credential',
  title: 'A credential stands in the text',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The text holds a key, token or password that has the shape, and where there is one the checksum, of a working one. ' +
    'Whoever can read the model can use it. The value is never repeated in reports.',
  remedy: 'Revoke it at its provider, then remove it from the file and from its history.',
  references: ['CWE-798', 'CWE-312'],
  *check({ secrets }, path) {
    for (const { title, kind, line, shown, digest, strength } of secrets) {
      const at = { path, range: lineRange(line) }
      const doubt = strength === 'live' ? '' : ', which may not be in use'
      yield {
        message: `reveals a ${title}: ${shown}${doubt}`,
        at,
        evidence: [{ at, says: `${title} in line ${line}` }],
        seen: `${kind} ${digest}`,
        severity: SEVERITY[strength],
        ...(strength !== 'live' && { confidence: 'tentative' as const }),
      }
    }
  },
}
