import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(header: string, data: number): Example {
  const json = Buffer.from(header)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return { path: 'model.safetensors', bytes: Buffer.concat([length, json, Buffer.alloc(data)]) }
}

export const examples: RuleExamples = {
  bad: [
    file(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      4,
    ),
  ],
  good: [file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4), file('{}', 0)],
}
