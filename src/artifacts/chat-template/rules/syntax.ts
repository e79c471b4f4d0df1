import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ChatTemplateFacts } from '../facts.ts'

export const syntax: Rule<ChatTemplateFacts> = {
  id: 'chat-template-syntax',
  title: 'The template is no Jinja that loaders take',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'What cannot be parsed cannot be judged. Loaders differ in what they accept, so a template that is broken ' +
    'for one of them can be an attack on another.',
  remedy: 'Do not use the template; take the chat template of the official release instead.',
  references: ['CWE-1286'],
  *check({ broken, isChat, lineInFile }, path) {
    if (!broken || !isChat) return
    const at = { path, range: lineRange(lineInFile(broken.line)) }
    yield {
      message: `cannot be parsed: ${broken.says.slice(0, 160)}`,
      at,
      evidence: [{ at, says: `line ${broken.line} of the template` }],
      seen: broken.says,
    }
  },
}
