import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ReadError } from '../model/read-error.ts'
import { decodeXml, type XmlToken, xmlTokens } from './xml.ts'

function tokens(text: string): XmlToken[] {
  return [...xmlTokens(text, () => {})]
}

describe('xmlTokens', () => {
  it('gives elements without prefix and attributes with their characters', () => {
    const [open] = tokens(`<d:PMML a='1&#50;' b="&lt;x&gt;"/>`)
    assert.ok(open?.kind === 'open')
    assert.deepEqual([open.name, { ...open.attributes }, open.empty], ['PMML', { a: '12', b: '<x>' }, true])
  })

  it('finds entities in every notation and none in comments', () => {
    const text = `<!DOCTYPE x SYSTEM "d.dtd" [<!-- <!ENTITY no SYSTEM "x"> --><!ENTITY a SYSTEM 'file:///a'><!entity % b PUBLIC "p" "u"><!ENTITY c "&a;">]><x>&a;</x>`
    const found = tokens(text)
    const entities = found
      .filter((t) => t.kind === 'entity')
      .map((t) => [t.name, t.parameter, t.external, t.value])
    assert.deepEqual(entities, [
      ['a', false, 'file:///a', undefined],
      ['b', true, 'u', undefined],
      ['c', false, undefined, '&a;'],
    ])
    assert.ok(found.some((t) => t.kind === 'doctype' && t.external === 'd.dtd'))
    assert.ok(found.some((t) => t.kind === 'reference' && t.name === 'a'))
  })

  it('reads past CDATA, comments and instructions', () => {
    const found = tokens('<?xml version="1.0"?><a><![CDATA[<b>]]><!-- <c> --></a>')
    assert.deepEqual(
      found.map((t) => t.kind),
      ['instruction', 'open', 'text', 'close'],
    )
  })

  it('ends for any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '<!DOCTYPE ',
      '<!ENTITY ',
      '"',
      "'",
      '[',
      ']',
      '<!--',
      '-->',
      '&a;',
      'a',
      '=',
      ' ',
      '/',
      '?',
      '%',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        try {
          tokens(pieces.join(''))
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })

  it('decodes UTF-16 of either order, marked or not', () => {
    const little = Buffer.from('<PMML/>', 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const bytes of [
      little,
      big,
      Buffer.concat([Buffer.of(0xff, 0xfe), little]),
      Buffer.concat([Buffer.of(0xfe, 0xff), big]),
    ])
      assert.equal(decodeXml(bytes), '<PMML/>')
  })
})
