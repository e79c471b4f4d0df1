import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { ChatTemplateFacts, HiddenText } from '../facts.ts'
import { excerpt } from '../judgement/wording.ts'

export const hiddenText: Rule<ChatTemplateFacts> = {
  id: 'chat-template-hidden-text',
  title: 'The template holds characters that nobody sees',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Direction marks show a reviewer the text in another order than the model reads it; tag characters spell ' +
    'words that no editor displays and that models understand; runs of zero-width characters carry messages. ' +
    'No released chat template needs any of them.',
  remedy: 'Do not use the template; look at it with an editor that shows invisible characters.',
  references: ['CVE-2021-42574', 'CWE-1007'],
  *check(facts, path) {
    for (const hidden of facts.hidden) {
      const at = { path, range: lineRange(facts.lineInFile(hidden.line)) }
      const message = describe(hidden)
      yield {
        message,
        at,
        evidence: [{ at, says: `first on line ${hidden.line} of the template` }],
        seen: message,
        severity: severityOf(hidden),
      }
    }
  },
}

function describe({ kind, count, decoded }: HiddenText): string {
  if (kind === 'tag') return `hides ${count} tag characters that spell “${excerpt(decoded ?? '')}”`
  if (kind === 'direction') return `turns the direction of its text with ${count} invisible marks`
  return `holds ${count} invisible characters`
}

/** One or two zero-width characters come with text that was copied; more of them say something. */
function severityOf({ kind, count }: HiddenText): Severity {
  if (kind !== 'invisible') return 'high'
  return count >= 8 ? 'high' : count >= 3 ? 'medium' : 'low'
}
