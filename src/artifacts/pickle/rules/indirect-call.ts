import type { Rule } from '../../../model/rule.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'

export const indirectCall: Rule<PickleFileFacts> = {
  id: 'pickle-indirect-call',
  title: 'Calls something that it computed',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The callee is no name but the result of another call, or an extension code. Picklers name what they call; a ' +
    'computed callee is how a gadget is put together from parts that are harmless alone.',
  remedy: 'Do not load it before somebody has worked out what is called.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const { unproven } of assessedAs(facts, 'indirect')) {
      const at = locate(path, unproven.at)
      const call = unproven.effect.kind === 'call'
      yield {
        message: `${call ? 'calls what it computed' : 'changes an object of unknown make'}: ${clip(unproven.code)}`,
        severity: call ? 'high' : 'medium',
        at,
        evidence: [{ at, says: clip(unproven.says), excerpt: unproven.code }],
        seen: unproven.code,
      }
    }
  },
}
