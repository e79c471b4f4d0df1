import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readFloat, readIndex, readInt, readLong } from './number-text.ts'

describe('numbers in text opcodes', () => {
  it('reads INT as strtol and as Python do, whichever takes it', () => {
    assert.deepEqual(readInt('00'), { value: false, plain: true })
    assert.deepEqual(readInt('01'), { value: true, plain: true })
    assert.deepEqual(readInt('-7'), { value: -7n, plain: true })
    assert.deepEqual(readInt('0x10'), { value: 16n, plain: false })
    assert.deepEqual(readInt('010'), { value: 8n, plain: false })
    assert.deepEqual(readInt('1\0zz'), { value: 1n, plain: false })
    assert.deepEqual(readInt('\0'), { value: 0n, plain: false })
    assert.deepEqual(readInt('0b11'), { value: 3n, plain: false })
    assert.deepEqual(readInt('1_000'), { value: 1000n, plain: false })
    assert.deepEqual(readInt('99999999999999999999'), { value: 99999999999999999999n, plain: true })
    for (const text of ['', 'zz', '1 2', '0x', '1__0', '0o8']) assert.equal(readInt(text), undefined, text)
  })

  it('reads LONG with and without L', () => {
    assert.equal(readLong('5L')?.value, 5n)
    assert.equal(readLong('5')?.value, 5n)
    assert.deepEqual(readLong('0x10L'), { value: 16n, plain: false })
    assert.equal(readLong('5LL'), undefined)
    assert.equal(readLong('010'), undefined)
  })

  it('reads memo indexes as decimals, with leading zeros', () => {
    assert.deepEqual(readIndex('007'), { value: 7n, plain: false })
    assert.deepEqual(readIndex('12'), { value: 12n, plain: true })
    assert.equal(readIndex('0x1'), undefined)
  })

  it('reads FLOAT', () => {
    assert.equal(readFloat('1e5')?.value, 1e5)
    assert.equal(readFloat('-inf')?.value, -Infinity)
    assert.ok(Number.isNaN(readFloat('nan')?.value))
    assert.equal(readFloat('1.5\0x')?.plain, false)
    for (const text of ['', '.', 'e5', '+', 'x']) assert.equal(readFloat(text), undefined, text)
  })
})
