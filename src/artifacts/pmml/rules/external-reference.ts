import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PmmlFacts } from '../facts.ts'

export const externalReference: Rule<PmmlFacts> = {
  id: 'pmml-external-reference',
  title: 'The document refers to other resources',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Style sheets, includes and addresses in attributes are fetched by some readers on load. Addresses of local files and ' +
    'of Java naming services have no place in a model.',
  remedy: 'Find out why the model refers to it before it is loaded where the address can be reached.',
  references: ['CWE-918'],
  *check(facts, path) {
    for (const { element, attribute, target, line } of facts.references.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const fetched = /include|import|stylesheet|<\?/i.test(element)
      const local = /^(?:file|jar|jndi|ldaps?|rmi|netdoc|gopher|php):/i.test(target)
      yield {
        message: `refers to ${JSON.stringify(target.slice(0, 120))} in ${element} ${attribute}`,
        severity: local ? 'high' : fetched ? 'medium' : 'low',
        at,
        evidence: [{ at, says: `attribute ${attribute} of ${element}` }],
        seen: `${element} ${attribute} ${target}`,
      }
    }
  },
}
