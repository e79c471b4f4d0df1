import type { Rule } from '../../../model/rule.ts'
import type { TensorflowFacts } from '../facts.ts'
import { distinct, locate, quote } from '../place.ts'

export const assetPath: Rule<TensorflowFacts> = {
  id: 'tensorflow-asset-path',
  title: 'An asset lies outside of the model',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Loaders join the name of an asset with the folder `assets/` of the model and hand the path to the graph. A name that ' +
    'is absolute or climbs out makes the graph read a file of the machine that loads the model.',
  remedy: 'Do not load it; fetch the model again from its publisher.',
  references: ['CWE-22'],
  *check(facts, path) {
    const outside = facts.assets.filter(({ filename }) =>
      /^[/\\~]|^[A-Za-z]:|^\w+:\/\/|(^|[/\\])\.\.([/\\]|$)|\0/.test(filename),
    )
    yield* distinct(
      outside.map(({ filename, at: span }) => {
        const at = locate(facts, path, span)
        return {
          message: `reads an asset from outside of the model: ${quote(filename)}`,
          at,
          evidence: [{ at, says: 'file name of an asset' }],
          seen: filename,
        }
      }),
    )
  },
}
