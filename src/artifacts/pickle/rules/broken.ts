import type { Rule } from '../../../model/rule.ts'
import { clip, locate } from '../drafts.ts'
import type { PickleFileFacts } from '../facts.ts'

export const broken: Rule<PickleFileFacts> = {
  id: 'pickle-broken',
  title: 'The pickle breaks off',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Unpickling ends in an error here. Everything before it has run by then, which is why attackers break their ' +
    'pickles on purpose: scanners that give up on the error see nothing.',
  remedy: 'Compare the digest with what the publisher states, and fetch the file again.',
  references: ['CWE-502', 'CWE-755'],
  *check(facts, path) {
    for (const stream of facts.streams) {
      if (stream.error === undefined) continue
      const at = locate(path, stream.error.at)
      const ran = stream.globals.some((g) => g.called)
      yield {
        message: `breaks off${ran ? ' after it has made calls' : ''}: ${clip(stream.error.says)}`,
        at,
        evidence: [{ at, says: clip(stream.error.says) }],
        seen: stream.error.says,
      }
    }
  },
}
