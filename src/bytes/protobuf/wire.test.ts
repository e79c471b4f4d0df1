import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ReadError } from '../../model/read-error.ts'
import { memoryBytes } from '../bytes.ts'
import { BYTES, GROUP, VARINT, WireReader } from './wire.ts'
import { bytesField, message, numberField, textField, varint } from './write.ts'

function readerOf(bytes: Uint8Array): WireReader {
  return new WireReader(memoryBytes(bytes), () => {})
}

describe('WireReader', () => {
  it('reads back what was written, signed and past 32 bits', () => {
    const numbers = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        numbers,
        fc.uint8Array({ maxLength: 300 }),
        (field, number, value) => {
          const reader = readerOf(message(numberField(field, number), bytesField(field, value)))
          const [first, second, ...rest] = reader.fields(reader.whole)
          assert.deepEqual([first?.number, first?.wire, first?.value], [field, VARINT, Number(number)])
          assert.deepEqual([second?.wire, rest.length], [BYTES, 0])
          assert.deepEqual(reader.take(second!, 1000), Buffer.from(value))
        },
      ),
    )
  })

  it('takes numbers with padding, as parsers do', () => {
    const padded = Uint8Array.of(0x88, 0x80, 0x00, 0x85, 0x80, 0x80, 0x00)
    const reader = readerOf(padded)
    const [field] = reader.fields(reader.whole)
    assert.deepEqual([field?.number, field?.value, field?.end], [1, 5, 7])
  })

  it('steps over groups, nested ones too, and sees what follows', () => {
    const reader = readerOf(message(Uint8Array.of(0x0b, 0x13, 0x08, 0x01, 0x14, 0x0c), textField(3, 'x')))
    assert.deepEqual(
      [...reader.fields(reader.whole)].map((f) => [f.number, f.wire]),
      [
        [1, GROUP],
        [3, BYTES],
      ],
    )
  })

  it('gives repeated numbers packed or one by one', () => {
    const packed = readerOf(bytesField(1, message(varint(3), varint(-1))))
    const [field] = packed.fields(packed.whole)
    assert.deepEqual([...packed.numbers(field!)], [3, -1])
  })

  it('never reads past the message, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const reader = readerOf(bytes)
        try {
          for (const field of reader.fields(reader.whole))
            assert.ok(field.end <= bytes.length && field.start >= field.at)
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })
})
