import type { Rule } from '../../../model/rule.ts'
import { doctypeDrafts, entityDrafts } from '../../xml-entity.ts'
import type { PmmlFacts } from '../facts.ts'

/** The grammars of PMML before it had a schema. */
const KNOWN_GRAMMAR = /^(?:https?:\/\/(?:www\.)?dmg\.org\/\S*|[\w.-]+\.dtd)$/

export const externalEntity: Rule<PmmlFacts> = {
  id: 'pmml-external-entity',
  title: 'The document declares entities',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'PMML is read by XML parsers, and many of them still resolve entities: an external one puts a local file or the answer ' +
    'of an internal server into the model (XXE), nested ones grow until memory is full. No writer of PMML declares any.',
  remedy: 'Do not load it; models of this kind have no DOCTYPE.',
  references: ['CWE-611', 'CWE-776'],
  *check(facts, path) {
    yield* entityDrafts(facts.entities, path)
    yield* doctypeDrafts(facts.doctype, KNOWN_GRAMMAR, path)
  },
}
