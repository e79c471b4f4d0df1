import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PmmlFacts } from '../facts.ts'

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
    for (const { name, parameter, external, value, line } of facts.entities) {
      const at = { path, range: lineRange(line) }
      const shown = JSON.stringify((external ?? value ?? '').slice(0, 120))
      const message =
        external === undefined
          ? `declares the entity ${JSON.stringify(name)}, which parsers replace by ${shown}`
          : `makes the parser read ${shown} on load (external entity ${JSON.stringify(name)})`
      const nests = external === undefined && !parameter && !/&|%|</.test(value ?? '')
      yield {
        message,
        severity: nests ? 'medium' : 'high',
        at,
        evidence: [{ at, says: parameter ? 'parameter entity' : 'entity declaration' }],
        seen: `${name} ${shown}`,
      }
    }
    const { doctype } = facts
    if (doctype === undefined) return
    const at = { path, range: lineRange(doctype.line) }
    const { external } = doctype
    // The name of the old grammar of PMML is harmless; parsers still fetch it.
    const severity =
      external === undefined || /^(?:https?:\/\/(?:www\.)?dmg\.org\/\S*|[\w.-]+\.dtd)$/.test(external)
        ? 'low'
        : 'high'
    const message =
      external === undefined
        ? 'has a DOCTYPE'
        : `makes the parser fetch a grammar on load: ${JSON.stringify(external.slice(0, 120))}`
    yield { message, severity, at, evidence: [{ at, says: 'DOCTYPE' }], seen: message }
  },
}
