import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'

export const escapingLink: Rule<TreeFacts> = {
  id: 'tree-escaping-link',
  title: 'Symbolic link out of the model',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A link whose target lies outside what is scanned makes a loader read a file that nobody examined, ' +
    'or hands a file of the host to whoever reads the model folder. It is not followed.',
  remedy: 'Replace the link by the file it should hold, or scan the folder that holds both.',
  references: ['CWE-59', 'CWE-61'],
  *check({ escapes }) {
    for (const { path, target } of escapes) {
      const at = { path }
      const message = `leads out of the scanned folder: ${target}`
      yield {
        message,
        at,
        evidence: [{ at, says: 'is a symbolic link', excerpt: `${path} -> ${target}` }],
        seen: target,
      }
    }
  },
}
