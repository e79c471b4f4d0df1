import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeJsonText, parseJson } from './python-json.ts'

const TEXT = '{"class_name": "Dense"}'

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

function wide(text: string): Buffer {
  return Buffer.concat(Array.from(text, (c) => Buffer.from([c.charCodeAt(0), 0, 0, 0])))
}

describe('JSON as Python reads it', () => {
  it('in every encoding that json.loads detects', () => {
    const encoded = [
      Buffer.from(TEXT),
      Buffer.from(`\ufeff${TEXT}`),
      Buffer.from(TEXT, 'utf16le'),
      Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
      bigEndian(TEXT),
      bigEndian(`\ufeff${TEXT}`),
      wide(TEXT),
    ]
    for (const bytes of encoded) assert.equal(decodeJsonText(bytes), TEXT)
  })

  it('with numbers that JSON does not know, and strings that look like them', () => {
    assert.deepEqual(parseJson('{"a": NaN, "b": -Infinity, "c": "NaN \\" Infinity"}'), {
      a: null,
      b: null,
      c: 'NaN " Infinity',
    })
  })
})
