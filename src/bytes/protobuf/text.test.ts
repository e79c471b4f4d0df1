import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ReadError } from '../../model/read-error.ts'
import { parseTextProto, type Schema } from './text.ts'
import { bytesField, message, textField } from './write.ts'

const schema: Schema = {
  name: { number: 1, kind: 'bytes' },
  child: { number: 2, kind: { name: { number: 1, kind: 'bytes' } } },
}

function parse(text: string): Buffer {
  return parseTextProto(text, schema, () => {})
}

describe('parseTextProto', () => {
  const expected = message(textField(1, 'a'), bytesField(2, textField(1, 'bc')))
  for (const text of [
    'name: "a" child { name: "bc" }',
    "name:'a';child:<name:'b' 'c'>",
    '# name: "z"\nname: "\\141", child { other: { name: "no" } name: "\\x62" "c" flag: true }',
    'name: ["a"] child [{ name: "bc" }]',
    'name: "z", "a" child # :,\n { name # x\n : "b" # ,\n "c" }',
  ])
    it(`reads ${JSON.stringify(text)}`, () =>
      assert.ok(parse(text).toString('latin1').endsWith(Buffer.from(expected).toString('latin1'))))

  for (const text of ['name: "a', 'child { ', 'child { > }', '}'])
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), ReadError))
})
