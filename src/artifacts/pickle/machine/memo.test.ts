import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { intHandle } from './handle.ts'
import { Memo, type MemoKey } from './memo.ts'
import { PagePool } from './paged.ts'

const MiB = 1024 * 1024

describe('the memo', () => {
  it('behaves as a map, whatever the indexes', () => {
    const key = fc.oneof(
      fc.nat(300),
      fc.nat(2 ** 20),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.constant(2n ** 80n),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat(1000)), { maxLength: 60 }), (puts) => {
        const memo = new Memo(new PagePool(64 * MiB))
        const map = new Map<MemoKey, number>()
        for (const [k, v] of puts) {
          memo.put(k, intHandle(v))
          map.set(k, intHandle(v))
          assert.equal(memo.size, map.size)
        }
        for (const [k, v] of map) assert.equal(memo.get(k), v)
        assert.equal(memo.get(-1), 0)
      }),
    )
  })

  it('does not make room for indexes that nobody uses', () => {
    const memo = new Memo(new PagePool(1 * MiB))
    memo.put(2 ** 31 - 1, intHandle(1))
    assert.equal(memo.get(2 ** 31 - 1), intHandle(1))
    assert.equal(memo.get(2 ** 31 - 2), 0)
  })

  it('gives up before memory does', () => {
    const memo = new Memo(new PagePool(1 * MiB))
    assert.throws(() => {
      for (let i = 0; i < 200_000; i++) memo.put(i, intHandle(i))
    }, /keeps more than/)
  })
})
