import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unescapeBytes, unescapeUnicode, unquote } from './string-text.ts'

describe('strings in text opcodes', () => {
  it('strips one pair of equal quotes', () => {
    assert.equal(unquote(`'a'b'`), `a'b`)
    assert.equal(unquote(`"a"`), 'a')
    for (const text of ['', `'`, `'a"`, 'a']) assert.equal(unquote(text), undefined, text)
  })

  it('decodes the escapes of STRING', () => {
    assert.equal(unescapeBytes(String.raw`o\x73.s\171stem\n\q`), 'os.system\n\\q')
  })

  it('decodes only \\u and \\U of UNICODE, after an odd number of backslashes', () => {
    assert.equal(unescapeUnicode(String.raw`\u006fs`), 'os')
    assert.equal(unescapeUnicode(String.raw`\\u006fs`), String.raw`\\u006fs`)
    assert.equal(unescapeUnicode(String.raw`\\\u006fs`), String.raw`\\os`)
    assert.equal(unescapeUnicode(String.raw`\U0001f40d\n`), '🐍\\n')
  })
})
