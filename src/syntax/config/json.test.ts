import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withoutComments } from './json.ts'

describe('withoutComments', () => {
  const value = (source: string): unknown => JSON.parse(withoutComments(source)) as unknown

  it('takes comments between a trailing comma and the bracket', () => {
    assert.deepEqual(value('{"a": [1, // one\n // two\n /* three */ ], /* four */ // five\n}'), { a: [1] })
  })

  it('leaves what looks like a comment in a text', () => {
    assert.deepEqual(value('{"a": "http://x/*y*/,]", "b": "\\"//",}'), { a: 'http://x/*y*/,]', b: '"//' })
  })

  it('keeps lines where they are', () => {
    assert.equal(withoutComments('{\n/* a\nb */\n"c": 1,\n}').split('\n').length, 5)
  })

  it('is linear', () => {
    const start = process.hrtime.bigint()
    for (const unit of [', ', ',\n', '"', '/*', '"\\', ',//\n'])
      withoutComments(`{"a": [1,]${unit.repeat(100_000)}`)
    assert.ok(process.hrtime.bigint() - start < 3_000_000_000n)
  })
})
