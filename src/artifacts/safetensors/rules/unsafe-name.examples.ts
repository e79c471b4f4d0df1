import type { RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile, tensor } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: ['../../.ssh/authorized_keys', '/etc/cron.d/x', 'C:\\Windows\\x', 'a\u0000b', 'weight\u202etp'].map(
    (name) => safetensorsFile(`{${tensor(name, 'F32', [1], [0, 4])}}`, 4),
  ) as [ReturnType<typeof safetensorsFile>],
  good: [safetensorsFile(`{${tensor('encoder/layers_0/kernel..x', 'F32', [1], [0, 4])}}`, 4)],
}
