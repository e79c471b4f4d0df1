import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { CoremlFacts } from '../facts.ts'

export const customCode: Rule<CoremlFacts> = {
  id: 'coreml-custom-code',
  title: 'The model asks for native classes',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Custom layers and custom models name a class of the application that loads them; the system looks it up by name and ' +
    'runs it with parameters from the model.',
  remedy: 'Use the model only in an application whose class of this name you know.',
  references: ['CWE-470'],
  *check(facts, path) {
    const said = new Set<string>()
    for (const { what, className, at: span } of facts.custom) {
      const message = `runs the native class ${JSON.stringify(className.slice(0, 100))} as a custom ${what}`
      if (said.has(message)) continue
      said.add(message)
      const at = { path, range: byteRange(span.start, span.end) }
      yield { message, at, evidence: [{ at, says: `custom ${what}` }], seen: message }
    }
  },
}
