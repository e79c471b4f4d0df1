import { lineRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { ChatTemplateFacts } from '../facts.ts'
import { judgeEmission, judgeRewrite, type Verdict } from '../judgement/poison.ts'
import { excerpt } from '../judgement/wording.ts'

export const poisoned: Rule<ChatTemplateFacts> = {
  id: 'chat-template-poisoned',
  title: 'The template puts words into the conversation',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A chat template decides what the model is told, on every request, unseen by the user. A poisoned one waits ' +
    'for a word in a message, a date or a number of turns, and then adds an instruction: to insert a script, to ' +
    'leak what was said, to answer wrongly. The weights are untouched, so no test of them finds it. This rule ' +
    'follows what messages say into the conditions of the template and judges the text behind them.',
  remedy: 'Do not load the model with this template; take the chat template of the official release instead.',
  references: ['CWE-506', 'Inference-Time Backdoors via Hidden Instructions in LLM Chat Templates'],
  *check(facts, path) {
    if (!facts.isChat) return
    const seen = new Set<string>()
    for (const [item, verdict] of verdicts(facts)) {
      if (!verdict || seen.has(verdict.says)) continue
      seen.add(verdict.says)
      yield draft(facts, item.line, verdict, path)
    }
  },
}

function* verdicts(
  facts: ChatTemplateFacts,
): Iterable<readonly [{ readonly line: number }, Verdict | undefined]> {
  for (const emission of facts.emissions) yield [emission, judgeEmission(emission)]
  for (const rewrite of facts.rewrites) yield [rewrite, judgeRewrite(rewrite)]
}

function draft(
  facts: ChatTemplateFacts,
  line: number,
  { severity, says, because }: Verdict,
  path: string,
): FindingDraft {
  const at = { path, range: lineRange(facts.lineInFile(line)) }
  return {
    message: says,
    at,
    evidence: [{ at, says: `line ${line} of the template: ${because}` }],
    seen: excerpt(says, 300),
    severity,
  }
}
