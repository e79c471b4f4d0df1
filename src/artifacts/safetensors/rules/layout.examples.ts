import type { RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile, tensor } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    safetensorsFile(`{${tensor('a', 'F32', [3], [0, 8])}}`, 8),
    safetensorsFile(`{${tensor('a', 'F32', [1000], [0, 4000])}}`, 8),
    safetensorsFile(`{${tensor('a', 'F32', [1], [0, 4])},${tensor('b', 'F32', [1], [2, 6])}}`, 6),
    safetensorsFile(`{${tensor('a', 'F32', [1], [0, 4])},${tensor('b', 'F32', [1], [64, 68])}}`, 68),
    safetensorsFile(`{${tensor('a', 'F32', [1], [0, 4])}}`, 8),
    safetensorsFile(`{${tensor('a', 'F32', [2 ** 33, 2 ** 33], [0, 0])}}`),
    safetensorsFile(`{${tensor('a', 'F4', [3], [0, 1])}}`, 1),
    safetensorsFile('{}', 16),
  ],
  good: [
    safetensorsFile(`{${tensor('b', 'BF16', [2, 2], [4, 12])},${tensor('a', 'F32', [1], [0, 4])}}`, 12),
    safetensorsFile(`{${tensor('empty', 'F32', [0, 4], [0, 0])},${tensor('scalar', 'F64', [], [0, 8])}}`, 8),
    safetensorsFile(`{${tensor('q', 'F6_E2M3', [4], [0, 3])}}`, 3),
  ],
}
