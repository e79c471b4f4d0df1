import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { closest, editDistance } from './closest.ts'
import { formatBytes, parseBytes, parseDuration, plural } from './sizes.ts'
import { columns, wrap } from './wrap.ts'

describe('suggestions', () => {
  it('find what a typing error meant', () => {
    assert.equal(closest('hgih', ['critical', 'high', 'medium']), 'high')
    assert.equal(closest('safetensor-layout', ['safetensors-layout', 'pickle-code']), 'safetensors-layout')
    assert.equal(closest('entirely-else', ['high', 'low']), undefined)
  })

  it('measure a distance that is one: symmetric, and none only to itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(editDistance(a, b), editDistance(b, a))
        assert.equal(editDistance(a, b) === 0, a === b)
      }),
    )
  })
})

describe('sizes and durations', () => {
  it('are read as people write them', () => {
    assert.equal(parseBytes('64GiB'), 64 * 2 ** 30)
    assert.equal(parseBytes('1.5 MB'), 1_500_000)
    assert.equal(parseBytes('many'), undefined)
    assert.equal(parseDuration('90s'), 90_000)
    assert.equal(parseDuration('30m'), 1_800_000)
    assert.equal(parseDuration('soon'), undefined)
  })

  it('are written with three digits', () => {
    assert.equal(formatBytes(0), '0 B')
    assert.equal(formatBytes(999), '999 B')
    assert.equal(formatBytes(999_999), '1.00 MB')
    assert.equal(formatBytes(1_234_567_890), '1.23 GB')
    assert.equal(plural(1, 'gap'), '1 gap')
    assert.equal(plural(1200, 'gap'), '1,200 gaps')
  })
})

describe('wrapping', () => {
  it('keeps every word and no line is too wide', () => {
    const words = fc.array(fc.stringMatching(/^[a-z重み]{1,30}$/u), { minLength: 1 })
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 100 }), (given, width) => {
        const lines = wrap(given.join(' '), width)
        assert.equal(lines.join('').replaceAll(' ', ''), given.join(''))
        for (const line of lines) assert.ok(columns(line) <= width, `${columns(line)} > ${width}`)
      }),
    )
  })
})
