import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { MlmodelFacts } from '../facts.ts'

export const outsidePath: Rule<MlmodelFacts> = {
  id: 'mlmodel-outside-path',
  title: 'MLflow model reads from outside its folder',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Paths of an MLflow model are relative to its folder. A path that is absolute, climbs out, or is a URL makes the loader import or unpickle ' +
    'something that does not belong to the model. Where the author’s script once lay (`model_code_path`) is only a note.',
  remedy: 'Do not load it.',
  references: ['CWE-22', 'CVE-2023-6909'],
  *check(facts, path) {
    for (const { key, value, flavor, line } of facts.references) {
      if (key === 'model_code_path' || key === 'loader_module' || !leavesFolder(value)) continue
      const at = { path, range: lineRange(line) }
      yield {
        message: `reads from outside the model on load: ${value.slice(0, 150)} (${key})`,
        at,
        evidence: [{ at, says: `flavor ${flavor.slice(0, 60)} names ${value.slice(0, 150)}` }],
        seen: `${key} ${value}`,
      }
    }
  },
}

function leavesFolder(path: string): boolean {
  return /^(?:[\\/~]|[a-z]:|[a-z][a-z0-9+.-]*:\/\/)/i.test(path) || path.split(/[\\/]/).includes('..')
}
