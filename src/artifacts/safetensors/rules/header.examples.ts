import type { RuleExamples } from '../../../model/rule.ts'
import { safetensorsFile, tensor } from '../example-file.ts'

const a = tensor('a', 'F32', [1], [0, 4])

export const examples: RuleExamples = {
  bad: [
    safetensorsFile(`{${a},${tensor('a', 'F32', [1], [4, 8])}}`, 8),
    safetensorsFile(`{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}`, 4),
    safetensorsFile('{"a": '),
    safetensorsFile(`{${a}} {}`, 4),
    safetensorsFile(` {${a}}`, 4),
    safetensorsFile(`{${a}}`, 4, 2n ** 62n),
    safetensorsFile(`{${a}}`, 4, 1000n),
    safetensorsFile('{}', 0, 2n ** 63n),
    safetensorsFile(''),
    safetensorsFile('[]'),
    safetensorsFile('\ufeff{}'),
    { path: 'model.safetensors', bytes: Buffer.from([8, 0, 0]) },
    safetensorsFile(`{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}`, 4),
    safetensorsFile(`{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}`, 4),
    safetensorsFile(`{"a":{"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,4]}}`, 4),
    safetensorsFile(`{"a":{"dtype":"F32","shape":[1]}}`, 4),
    safetensorsFile(`{"__metadata__":{"step":1},${a}}`, 4),
    safetensorsFile(`{"__metadata__":{"x":"1","x":"2"},${a}}`, 4),
    safetensorsFile(`{"__metadata__":{"x":"\\ud800"},${a}}`, 4),
    safetensorsFile(`{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`, 0),
    safetensorsFile(Buffer.from('{"\xff":{}}', 'latin1')),
  ],
  good: [
    safetensorsFile(`{${a}}`, 4),
    safetensorsFile('{}      '),
    { path: 'model.safetensors', bytes: Buffer.from('{"loss":{"dtype":"bf16"}}') },
    safetensorsFile(`{"__metadata__":{"format":"pt"},${a}}    `, 4),
    safetensorsFile(`{"__metadata__":null,"r\\u00e9":{"dtype":"F4","shape":[2,4],"data_offsets":[0,4]}}`, 4),
  ],
}
