import type { RuleExamples } from '../../../model/rule.ts'
import { programExample } from '../program-example.ts'

export const examples: RuleExamples = {
  bad: [{ path: 'far.pte', bytes: programExample(['aten::add'], { offset: 16n, size: 1n << 60n }) }],
  good: [{ path: 'near.pte', bytes: programExample(['aten::add'], { offset: 16n, size: 8n }) }],
}
