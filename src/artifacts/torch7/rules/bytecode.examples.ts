import type { RuleExamples } from '../../../model/rule.ts'

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function text(value: string): Buffer {
  return Buffer.concat([int(value.length), Buffer.from(value, 'latin1')])
}

function table(key: string, value: Buffer): Buffer {
  return Buffer.concat([int(3), int(1), int(1), int(2), text(key), value])
}

const closure = Buffer.concat([int(8), int(2), text('\x1bLJ\x01\x00payload'), int(0)])

export const examples: RuleExamples = {
  bad: [
    { path: 'model.t7', bytes: table('forward', closure) },
    { path: 'model.t7', bytes: Buffer.concat([closure, Buffer.alloc(16)]) },
  ],
  good: [{ path: 'model.t7', bytes: table('name', Buffer.concat([int(2), text('plain text')])) }],
}
