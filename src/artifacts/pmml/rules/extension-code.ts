import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { PmmlFacts } from '../facts.ts'

const CODE =
  /Runtime\s*\.\s*getRuntime|ProcessBuilder|java\.(?:lang|net|nio|io)\.\w+|javax\.script|ScriptEngine|\bos\s*\.\s*(?:system|popen)|\bsubprocess\b|__import__|\b(?:eval|exec|system)\s*\(|<script\b|javascript:|\/bin\/(?:ba)?sh\b|\bpowershell\b|cmd\.exe|\bcurl\s+-|\bwget\s+\w|(?:jndi|ldap|rmi):|rO0AB|gASV|\$\{[^}]*\}/i

export const extensionCode: Rule<PmmlFacts> = {
  id: 'pmml-extension-code',
  title: 'An extension holds code',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Extensions carry whatever a vendor wants, and some readers run what they find in them: scripts, class names, ' +
    'serialised objects. Text that calls the shell, the runtime or an interpreter is reported wherever it stands.',
  remedy: 'Do not load it; ask for a document without extensions.',
  references: ['CWE-94', 'CWE-502'],
  *check(facts, path) {
    for (const { extender, name, value, line } of facts.extensions) {
      const found = CODE.exec(value) ?? CODE.exec(name)
      if (!found) continue
      const at = { path, range: lineRange(line) }
      const shown = value.slice(Math.max(0, found.index - 20), found.index + 120).trim()
      yield {
        message: `carries code that a reader may run: ${shown}`,
        at,
        evidence: [
          {
            at,
            says: `extension ${JSON.stringify(name)} of ${JSON.stringify(extender)}`,
            excerpt: value.slice(0, 400),
          },
        ],
        seen: value.slice(0, 400),
      }
    }
  },
}
