import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, constantFrom, json, nat, property, tuple } from 'fast-check'
import { ReadError } from '../../model/read-error.ts'
import { JsonText } from './json-text.ts'

function accepts(text: string): boolean {
  const walker = new JsonText(Buffer.from(text), 0)
  try {
    walker.skip()
    walker.end()
    return true
  } catch (error) {
    assert.ok(error instanceof ReadError)
    return false
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the JSON walker', () => {
  it('takes what JSON.parse takes and nothing else', () => {
    const junk = constantFrom(
      '',
      ',',
      '}',
      ']',
      '"',
      '\\',
      '0',
      '-',
      '.',
      'e',
      ' ',
      'null',
      '[1,]',
      '\u0001',
      '\\u12',
    )
    check(
      property(tuple(json(), junk, nat()), ([text, inserted, where]) => {
        const at = where % (text.length + 1)
        const mutated = text.slice(0, at) + inserted + text.slice(at)
        // Lone surrogates do not survive UTF-8.
        if (!mutated.isWellFormed() || /\\u[dD]/.test(mutated)) return
        assert.equal(accepts(mutated), parses(mutated), mutated)
      }),
      { numRuns: 2000 },
    )
  })

  it('tells keys and where they stand', () => {
    const keys: [string, number][] = []
    const walker = new JsonText(Buffer.from('{"a":1, "\\u0062":[{}]}'), 8)
    walker.object((key, at) => {
      keys.push([key, at])
      walker.skip()
    })
    assert.deepEqual(keys, [
      ['a', 9],
      ['b', 16],
    ])
  })

  it('refuses deep nesting', () => {
    assert.ok(!accepts('['.repeat(100_000)))
  })
})
