import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, draftOf } from '../place.ts'

export const networkAccess: Rule<TensorflowFacts> = {
  id: 'tensorflow-network-access',
  title: 'The graph talks to other machines',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Some operators fetch data from servers, hand pipelines to them, call or serve functions over the network, or change how files are fetched. A model that predicts needs none of them.',
  remedy: 'Do not run it; rebuild the graph without network operators.',
  references: ['CWE-918', 'TensorAbuse: Transforming AI Models into Malware'],
  *check(facts, path) {
    const effects = facts.effects.filter((effect) => effect.family === 'network')
    yield* distinct(effects.map((effect) => draftOf(facts, path, effect)))
  },
}
