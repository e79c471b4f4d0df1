import { deflateSync } from 'node:zlib'
import type { RuleExamples } from '../../../model/rule.ts'

const stream = deflateSync('content of the stream, long enough to compress: aaaaaaaaaaaaaaaaaaaa')

export const examples: RuleExamples = {
  bad: [{ path: 'more.bin', bytes: Buffer.concat([stream, Buffer.from('something behind it')]) }],
  good: [
    { path: 'plain.bin', bytes: stream },
    { path: 'padded.bin', bytes: Buffer.concat([stream, Buffer.alloc(512)]) },
  ],
}
