import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ExecutableFacts } from '../facts.ts'
import { isDisguised } from './disguised.ts'

export const script: Rule<ExecutableFacts> = {
  id: 'executable-script',
  title: 'A script lies beside the model',
  severity: 'info',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A text file that a shell or an interpreter runs when it is started. Repositories of models ship them for training ' +
    'and conversion; nothing runs them by itself.',
  remedy: 'Read it before you run it.',
  references: ['CWE-829'],
  *check(facts, path) {
    if (facts.nature !== 'script' || isDisguised(facts)) return
    const at = { path, range: lineRange(1) }
    const says = facts.detail === undefined ? facts.title : `${facts.title} for ${facts.detail.slice(0, 100)}`
    yield { message: `runs when it is started: ${says}`, at, evidence: [{ at, says }], seen: says }
  },
}
