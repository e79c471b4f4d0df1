import type { RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile, tensor } from '../example-file.ts'

const program = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(57)])
const a = tensor('a', 'F32', [1], [0, 4])

export const examples: RuleExamples = {
  bad: [
    safetensorsFile(`{${a}}`, Buffer.concat([Buffer.alloc(4), program])),
    safetensorsFile(
      `{${a},${tensor('b', 'F32', [1], [72, 76])}}`,
      Buffer.concat([Buffer.alloc(8), program, Buffer.alloc(4)]),
    ),
  ],
  good: [safetensorsFile(`{${tensor('a', 'U8', [64], [0, 64])}}`, program), safetensorsFile(`{${a}}`, 8)],
}
