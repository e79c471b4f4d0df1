import type { RuleExamples } from '../../../model/rule.ts'
import { programExample } from '../program-example.ts'

export const examples: RuleExamples = {
  bad: [{ path: 'mine.pte', bytes: programExample(['aten::add', 'mine::backdoor']) }],
  good: [
    { path: 'plain.pte', bytes: programExample(['aten::add', 'quantized_decomposed::quantize_per_tensor']) },
  ],
}
