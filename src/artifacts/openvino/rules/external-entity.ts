import type { Rule } from '../../../model/rule.ts'
import { doctypeDrafts, entityDrafts } from '../../xml-entity.ts'
import type { OpenvinoFacts } from '../facts.ts'

export const externalEntity: Rule<OpenvinoFacts> = {
  id: 'openvino-external-entity',
  title: 'The document declares entities',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Tools that read the XML of a model with a parser that resolves entities put local files or answers of internal ' +
    'servers into it, or run out of memory. OpenVINO writes no entities.',
  remedy: 'Do not load it; models of this kind have no DOCTYPE.',
  references: ['CWE-611', 'CWE-776'],
  *check(facts, path) {
    yield* entityDrafts(facts.entities, path)
    yield* doctypeDrafts(facts.doctype, /^[\w.-]+\.dtd$/, path)
  },
}
