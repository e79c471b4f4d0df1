import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'

export const arbitraryImport: Rule<HfConfigFacts> = {
  id: 'hf-config-arbitrary-import',
  title: 'Configuration imports a module that has no place in a model',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Some loaders import whatever module the metadata names, without asking: PEFT the `parent_library` of an adapter ' +
    'and its `megatron_core`, sentence-transformers the `type` of each module, diffusers the library of each component. ' +
    'The name may be one of Python’s own modules that run commands, or a package that an attacker got installed.',
  remedy: 'Do not load it; the named module is no part of any model library.',
  references: ['CWE-470', 'CWE-829'],
  *check(facts, path) {
    for (const code of facts.code) {
      if (code.origin !== 'installed') continue
      const at = { path, range: lineRange(code.line) }
      yield {
        message: `imports ${code.value.slice(0, 150)} on load (${code.by})`,
        at,
        evidence: [{ at, says: `${code.key.slice(0, 100)} names ${code.value.slice(0, 150)}` }],
        seen: `${code.key} ${code.value}`,
      }
    }
  },
}
