import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { RequirementsFacts } from '../facts.ts'

export const unpinned: Rule<RequirementsFacts> = {
  id: 'requirements-unpinned',
  title: 'Requirements without exact versions',
  severity: 'info',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'What is installed depends on the day of installation, so that nobody can say what the model was tested with.',
  remedy: 'Pin versions, better with hashes.',
  references: ['CWE-1357'],
  *check(facts, path) {
    if (facts.unpinned === 0) return
    const at = { path, range: lineRange(1) }
    const says = `${facts.unpinned} of ${facts.requirements} requirements have no exact version`
    yield { message: says, at, evidence: [{ at, says }], seen: 'unpinned' }
  },
}
