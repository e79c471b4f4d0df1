import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'

const NAMES_CODE = new Set([
  'auto_map',
  'auto_mapping',
  'custom_pipelines',
  'custom_generate',
  'parent_library',
  'base_model_class',
  '_class_name',
  'weight_map',
  'trust_remote_code',
  'kernel_mapping',
  'attn_implementation',
  'chat_template',
])

export const repeatedKey: Rule<HfConfigFacts> = {
  id: 'hf-config-repeated-key',
  title: 'A key stands twice in one object',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Parsers disagree on which of two equal keys counts, so that a reviewer may see one value and the loader the other. ' +
    'For a key that decides which code runs this is the trick itself and high; elsewhere it is mostly a slip of an editor.',
  remedy: 'Keep one of the two; where the key names code, do not load the file.',
  references: ['CWE-436'],
  *check(facts, path) {
    for (const { key, line } of facts.repeated) {
      const at = { path, range: lineRange(line) }
      yield {
        message: `says ${key.slice(0, 100)} twice: parsers disagree on which counts`,
        at,
        evidence: [{ at, says: `${key.slice(0, 100)} stands a second time` }],
        seen: `repeated ${key}`,
        severity: NAMES_CODE.has(key) ? 'high' : 'low',
      }
    }
  },
}
