import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { outsidePath } from '../../outside-path.ts'
import type { CoremlFacts } from '../facts.ts'

export const outsideFile: Rule<CoremlFacts> = {
  id: 'coreml-outside-file',
  title: 'The model reads files from elsewhere',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Linked models, weights of ML programs and the items of a package are files that the model names. Names that leave the ' +
    'folder of the model make the system load what lies elsewhere on the machine.',
  remedy: 'Do not load it; a model needs no files outside of its folder.',
  references: ['CWE-22'],
  *check(facts, path) {
    for (const { what, path: named, at: span } of facts.references) {
      if (named === '') continue
      const flaw = outsidePath(named.replace(/^@model_path\//, ''))
      const isLinked = what === 'linked model'
      if (flaw === undefined && !isLinked) continue
      const at = { path, range: byteRange(span.start, span.end) }
      const message = `loads the ${what} ${JSON.stringify(named.slice(0, 120))}${flaw === undefined ? '' : `, which ${flaw}`}`
      yield {
        message,
        severity: flaw === undefined ? 'low' : 'high',
        at,
        evidence: [{ at, says: what }],
        seen: message,
      }
    }
  },
}
