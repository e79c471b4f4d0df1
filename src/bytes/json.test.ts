import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ReadError } from '../model/read-error.ts'
import { isArray, isObject, member, parseJson, type JsonValue } from './json.ts'

function plain(value: JsonValue): unknown {
  if (isObject(value)) {
    const out: Record<string, unknown> = Object.create(null) as Record<string, unknown>
    for (const m of value.members) out[m.key] = plain(m.value)
    return out
  }
  return isArray(value) ? value.items.map(plain) : value
}

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.equal(JSON.stringify(plain(parseJson(text).root)), JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('ends in a document or a ReadError for any text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      'u00e9',
      '1',
      '-',
      'NaN',
      'null',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        try {
          parseJson(parts.join(''))
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })

  it('gives lines, repeated keys and the byte order mark', () => {
    const document = parseJson('\ufeff{\n"a": 1,\n"a": NaN}')
    assert.deepEqual(document.repeated, [{ key: 'a', line: 3, depth: 0 }])
    assert.equal(document.bom, true)
    assert.equal(member(document.root, 'a')?.line, 3)
  })

  it('refuses depth, not the stack', () => {
    assert.throws(() => parseJson('['.repeat(1_000_000)), { reason: 'limit' })
  })
})
