import { Cursor } from '../../bytes/cursor.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed } from '../../model/read-error.ts'
import type { SafetensorsFacts } from './facts.ts'
import { layout } from './rules/layout.ts'

/** The reference implementation refuses longer headers. */
const MAX_HEADER = 100_000_000

export const safetensors: Format<SafetensorsFacts> = {
  id: 'safetensors',
  title: 'safetensors',
  extensions: ['.safetensors'],
  onLoad: 'data',
  rules: [layout],
  claims,
  *read({ bytes }) {
    const cursor = new Cursor(bytes)
    const length = cursor.size64('the header length')
    const header = JSON.parse(cursor.take(length, MAX_HEADER).toString('utf8')) as unknown
    if (typeof header !== 'object') throw malformed('the header is no object', 8)
    yield {
      kind: 'facts',
      facts: { headerLength: length, dataLength: cursor.remaining, tensors: [], metadata: {}, flaws: [] },
    }
  },
}

function claims({ head, size }: Sample): Claim {
  if (head.length < 10 || head[8] !== 0x7b) return 'no'
  const length = head.readBigUInt64LE(0)
  return length >= 2n && length <= BigInt(size) ? 'yes' : 'no'
}
