import type { RuleExamples } from '../../../model/rule.ts'

const stream = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABDADVdADGbyhna7aTyu3xb96Bv2FIU4M41knMR8mIIZbA0m3WTtDctfiXNBgGS813lCzYB39VV+2gAAAAAAFZsmysAF7aUAAFRRLdcl/IftvN9AQAAAAAEWVo=',
  'base64',
)

export const examples: RuleExamples = {
  bad: [{ path: 'more.bin', bytes: Buffer.concat([stream, Buffer.from('something behind it')]) }],
  good: [
    { path: 'plain.bin', bytes: stream },
    { path: 'twice.bin', bytes: Buffer.concat([stream, stream]) },
  ],
}
