import type { RuleExamples } from '../../../model/rule.ts'

export const examples: RuleExamples = {
  bad: [{ path: 'requirements.txt', bytes: Buffer.from('torch>=2\nnumpy\n') }],
  good: [{ path: 'requirements.txt', bytes: Buffer.from('torch==2.5.0\n# comment\n\n') }],
}
