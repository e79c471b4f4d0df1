import type { RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile, tensor } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    safetensorsFile(`{${tensor('a', 'F128', [1], [0, 16])}}`, 16),
    safetensorsFile(`{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"loader":"x"}}`, 4),
  ],
  good: [safetensorsFile(`{${tensor('a', 'F8_E4M3', [4], [0, 4])}}`, 4)],
}
