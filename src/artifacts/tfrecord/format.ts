import type { Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import { maskedCrc32c } from './crc32c.ts'

export interface TfrecordFacts {
  readonly records: number
}

/** Records of training data, each with its length and two checksums. */
export const tfrecord: Format<TfrecordFacts> = {
  id: 'tfrecord',
  title: 'TFRecord',
  extensions: ['.tfrecord', '.tfrecords', '.tfevents'],
  onLoad: 'data',
  rules: [],
  claims: ({ head, size }) =>
    size >= 16 &&
    maskedCrc32c(head.subarray(0, 8)) === head.readUInt32LE(8) &&
    head.readBigUInt64LE() <= BigInt(size - 16)
      ? 'yes'
      : 'no',
  *read({ bytes }, ctx) {
    let records = 0
    for (let at = 0; at < bytes.size; records++) {
      ctx.checkpoint()
      const header = bytes.read(at, 12)
      const length = header.length < 12 ? -1 : Number(header.readBigUInt64LE())
      if (length < 0 || length > bytes.size - at - 16) {
        yield { kind: 'facts', facts: { records } }
        throw malformed('a record that ends behind the file', at)
      }
      at += length + 16
    }
    yield { kind: 'facts', facts: { records } }
  },
}
