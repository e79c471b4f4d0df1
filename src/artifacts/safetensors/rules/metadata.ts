import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'

const ATTACK =
  /__import__\s*\(|\bos\.(?:system|popen)\s*\(|\bsubprocess\.\w+\s*\(|<script\b|\bjavascript:|\b(?:curl|wget)\b[^|\n]{0,200}\|\s*(?:ba|z)?sh\b|\{\{[^}]{0,200}__\w+__/i
const MAX_FINDINGS = 20

export const metadata: Rule<SafetensorsFacts> = {
  id: 'safetensors-metadata',
  title: 'Metadata holds code',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The metadata of a file is free text for people and tools. Nothing in the library runs it, but viewers show it as a ' +
    'page, tools evaluate what they take for a literal, and scripts paste it into commands. Commands, scripts and template ' +
    'expressions that climb out of their engine have no place there.',
  remedy: 'Do not show or evaluate the metadata; ask the publisher what the text is for.',
  references: ['CWE-79', 'CWE-95'],
  *check(facts, path) {
    let count = 0
    for (const [key, value] of Object.entries(facts.metadata)) {
      const found = ATTACK.exec(value)
      if (!found || ++count > MAX_FINDINGS) continue
      const excerpt = value.slice(found.index, found.index + 120)
      const at = { path }
      yield {
        message: `carries code in the metadata ${JSON.stringify(key.slice(0, 60))}: ${excerpt}`,
        at,
        evidence: [{ at, says: 'value of __metadata__', excerpt }],
        seen: `${key.slice(0, 200)} ${excerpt}`,
      }
    }
  },
}
