import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { visible, visibleJson, visibleLines } from './visible.ts'

const anyText = fc.string({ unit: 'binary' })
/** What a terminal, a browser or a code host would obey instead of showing. */
const obeyed = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

describe('scanned text', () => {
  it('shows escapes, bidirectional overrides, tags and lone surrogates as what they are', () => {
    assert.equal(visible('\u001b[31mred\u0007'), '\\x1b[31mred\\x07')
    assert.equal(visible('model\u202etp.'), 'model\\u202etp.')
    assert.equal(visible('a\u{e0041}b'), 'a\\u{e0041}b')
    assert.equal(visible('\ud800'), '\\ud800')
    assert.equal(visible('two\r\nlines'), 'two\\r\\nlines')
  })

  it('leaves what people write alone', () => {
    for (const text of ['models/größe/重み.pt', 'naïve — “quoted”', "os.system('echo x')"])
      assert.equal(visible(text), text)
  })

  it('never holds anything that is obeyed', () => {
    fc.assert(fc.property(anyText, (text) => !obeyed.test(visible(text))))
    fc.assert(fc.property(anyText, (text) => !obeyed.test(visibleLines(text).replaceAll('\n', ''))))
  })

  it('is the same value in JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = visibleJson([text])
        assert.deepEqual(JSON.parse(json), [text])
        assert.ok(!obeyed.test(json.replaceAll('\n', '')))
      }),
    )
  })
})
