import type { Rule } from '../../../model/rule.ts'
import type { SkopsFacts } from '../facts.ts'
import { judgeName, LOADERS } from '../judge.ts'

export const unknownType: Rule<SkopsFacts> = {
  id: 'skops-unknown-type',
  title: 'The object graph needs types that are not known to be harmless',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The model consists of types outside scikit-learn, NumPy, SciPy and the boosting libraries, or of nodes that no ' +
    'version of skops writes. Loading imports the packages of these types and runs their code.',
  remedy: 'Review the package that it names before you trust its types.',
  references: ['CWE-502', 'CWE-829'],
  *check(facts, path) {
    const told = new Set<string>()
    for (const { where, loader, declared, reached } of facts.nodes) {
      const unknown = [reached, declared].find((n) => judgeName(n) === 'unknown')
      const says =
        unknown === undefined
          ? loader === '' || LOADERS.has(loader)
            ? undefined
            : `has a node that skops does not know: ${loader.slice(0, 80)}`
          : `imports a type that is not known: ${unknown.slice(0, 140)}`
      if (says === undefined || told.has(says)) continue
      told.add(says)
      const at = { path }
      yield {
        message: says,
        at,
        evidence: [{ at, says: `${loader.slice(0, 60)} at ${where || 'the top'}` }],
        seen: says,
      }
    }
  },
}
