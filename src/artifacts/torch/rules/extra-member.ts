import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TorchFacts } from '../facts.ts'

export const extraMember: Rule<TorchFacts> = {
  id: 'torch-extra-member',
  title: 'Members that PyTorch did not write',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'PyTorch reads members by name and ignores the rest, so anything can travel in a model file without a trace when ' +
    'it is loaded. The members are examined like files of their own.',
  remedy: 'Ask the publisher what they are for.',
  references: ['CWE-912'],
  *check({ extra }, path) {
    const [first] = extra
    if (first === undefined) return
    const at = { path, range: byteRange(first.at, first.at + 30) }
    const others = extra.length > 1 ? ` and ${extra.length - 1} more` : ''
    yield {
      message: `carries members that belong to no PyTorch layout: ${quoted(first.name)}${others}`,
      at,
      evidence: [{ at, says: `${quoted(first.name)}, ${first.size} bytes` }],
      seen: extra
        .map((e) => e.name)
        .slice(0, 100)
        .join('\n'),
    }
  },
}
