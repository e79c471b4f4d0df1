import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

const plain = { name: 'a.txt', data: 'content of the member' }
const inner = zipExample([{ name: 'inner.txt', data: 'inside' }])
const second = zipExample([{ name: 'second.txt', data: 'another listing' }])

export const examples: RuleExamples = {
  bad: [
    { path: 'name.zip', bytes: zipExample([{ ...plain, local: { name: 'b.txt' } }]) },
    { path: 'method.zip', bytes: zipExample([{ ...plain, local: { method: 8 } }]) },
    { path: 'size.zip', bytes: zipExample([{ ...plain, local: { size: 3, compressed: 3 } }]) },
    { path: 'encrypted.zip', bytes: zipExample([{ ...plain, central: { flags: 1 } }]) },
    { path: 'both.zip', bytes: zipExample([{ ...plain, central: { flags: 1 }, local: { flags: 1 } }]) },
    { path: 'checksum.zip', bytes: zipExample([{ ...plain, central: { crc: 1 }, local: { crc: 1 } }]) },
    { path: 'count.zip', bytes: zipExample([plain, { name: 'c.txt', data: 'c' }], { count: 1 }) },
    { path: 'two.zip', bytes: zipExample([plain], { comment: second }) },
    {
      path: 'inflated.zip',
      bytes: zipExample([{ ...plain, deflate: true, central: { size: 5 }, local: { size: 5 } }]),
    },
  ],
  good: [
    {
      path: 'plain.zip',
      bytes: zipExample([plain, { name: 'c.txt', data: 'c'.repeat(999), deflate: true }]),
    },
    { path: 'nested.zip', bytes: zipExample([plain, { name: 'inner.zip', data: inner }]) },
    { path: 'empty.zip', bytes: zipExample([]) },
    {
      path: 'streamed.zip',
      bytes: zipExample([
        {
          name: 's.txt',
          data: 'streamed',
          central: { flags: 8 },
          local: { flags: 8, crc: 0, compressed: 0, size: 0 },
          after: Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), Buffer.alloc(12, 1)]),
        },
        plain,
      ]),
    },
  ],
}
