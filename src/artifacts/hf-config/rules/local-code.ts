import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'

export const localCode: Rule<HfConfigFacts> = {
  id: 'hf-config-local-code',
  title: 'Configuration names code in the repository',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The loader imports a Python file that ships beside the weights. Thousands of sound models do this, and ' +
    'transformers asks for `trust_remote_code` first: what decides is the file itself, which is reviewed on its own, ' +
    'so the reference alone is low. It is medium where a loader imports the file from a copy on disk without asking: ' +
    'a diffusers pipeline class or component, a module of sentence-transformers.',
  remedy: 'Read the named file and its review before loading with trust_remote_code.',
  references: ['CWE-829'],
  *check(facts, path) {
    for (const code of facts.code) {
      if (code.origin !== 'local') continue
      const at = { path, range: lineRange(code.line) }
      const consent = code.asks ? 'with trust_remote_code' : 'without asking when loaded from disk'
      yield {
        message: `runs repository code on load ${consent}: ${code.value.slice(0, 130)} (${code.by})`,
        at,
        evidence: [{ at, says: `${code.key.slice(0, 100)} names ${code.value.slice(0, 150)}` }],
        seen: `${code.key} ${code.value}`,
        severity: code.asks ? 'low' : 'medium',
      }
    }
  },
}
