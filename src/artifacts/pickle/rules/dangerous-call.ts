import type { Rule } from '../../../model/rule.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'

export const dangerousCall: Rule<PickleFileFacts> = {
  id: 'pickle-dangerous-call',
  title: 'A call that no model needs',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The pickle calls something that reads or changes files, opens connections or loads native code, calls into the ' +
    'standard library in a way that no framework does, or calls a function on no list with what only an attack passes: ' +
    'a command line, Python source, an address, a path, a pickle in bytes. Lists of bad names are never complete; ' +
    'what a function is given betrays it all the same.',
  remedy: 'Do not load it before somebody has read what the call does.',
  references: ['CWE-502', 'CWE-913'],
  *check(facts, path) {
    for (const { unproven, assessment } of assessedAs(facts, 'dangerous')) {
      const at = locate(path, unproven.at)
      yield {
        message: `${clip(assessment.does, 110)}: ${clip(unproven.code, 120)}`,
        at,
        evidence: [{ at, says: clip(assessment.because), excerpt: unproven.code }],
        seen: unproven.code,
      }
    }
  },
}
