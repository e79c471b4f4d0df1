import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodedPickles } from './find.ts'

const PICKLE = Buffer.from('\x80\x04cos\nsystem\n(X\x06\0\0\0echo xtR.', 'latin1')
const base64 = PICKLE.toString('base64')

function found(text: string): Buffer[] {
  return [...encodedPickles(text)].map(({ pickle }) => pickle)
}

describe('encoded pickles', () => {
  const texts: [string, string][] = [
    ['base64 in JSON', JSON.stringify({ policy: { ':serialized:': base64 } })],
    ['a line of text', `${base64}\n`],
    ['followed by another line', `${base64.replace(/=+$/, '')}\nword\n`],
    ['broken into lines', JSON.stringify({ x: `${base64.slice(0, 20)}\n${base64.slice(20)}\n` })],
    ['hexadecimal', `data = "${PICKLE.toString('hex')}"`],
  ]
  for (const [name, text] of texts) it(name, () => assert.deepEqual(found(text), [PICKLE]))

  it('leaves alone what is part of something longer', () => {
    assert.deepEqual(found(`iVBORw0KGgo${base64}`), [])
    assert.deepEqual(found(`gASnothing-that-decodes-to-a-pickle`), [])
  })
})
