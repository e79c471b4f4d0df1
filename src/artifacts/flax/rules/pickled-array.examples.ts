import type { RuleExamples } from '../../../model/rule.ts'
import { tree } from '../examples.ts'

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0xa0 + value.length]), Buffer.from(value)])
}

/** `{"nd": true, "type": "|O8", "kind": …, "data": …}` */
function numpy(kind: string): Uint8Array {
  const data = Buffer.from([0xc4, 3, 0x80, 0x02, 0x2e])
  return Buffer.concat([
    Buffer.from([0x84]),
    text('nd'),
    Buffer.from([0xc3]),
    text('type'),
    text('|O8'),
    text('kind'),
    text(kind),
    text('data'),
    data,
  ])
}

export const examples: RuleExamples = {
  bad: [{ path: 'arrays.msgpack', bytes: numpy('O') }],
  good: [
    { path: 'arrays.msgpack', bytes: numpy('V') },
    { path: 'flax_model.msgpack', bytes: tree('float32', [1], 4) },
  ],
}
