import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assert as check, property, string } from 'fast-check'
import { ReadError } from '../../model/read-error.ts'
import { NotALiteral, parsePythonLiteral, type PythonLiteral } from './python-literal.ts'

function plain(literal: PythonLiteral): unknown {
  if (literal.kind === 'dict') return new Map(literal.entries.map(([k, v]) => [plain(k), plain(v)]))
  if (literal.kind === 'sequence') return literal.items.map(plain)
  return literal.value
}

describe('a Python literal', () => {
  it('is read as Python reads it', () => {
    const given: readonly (readonly [string, unknown])[] = [
      ['(\'a\' "b", 1, -2.5, 0x10, 1_000, None, True,)', ['ab', 1, -2.5, 16, 1000, null, true]],
      [
        "{'k': (1L, 2), 'l': [],}",
        new Map<string, unknown>([
          ['k', [1, 2]],
          ['l', []],
        ]),
      ],
      ['(1)', 1],
      ['(1,)', [1]],
      ['{1, 2}', [1, 2]],
      [String.raw`u'\x41\u0042\103' r'\n' b"c"`, String.raw`ABC\nc`],
      ["'''it's'''", "it's"],
    ]
    for (const [text, value] of given) assert.deepEqual(plain(parsePythonLiteral(text)), value, text)
  })

  it('is not code', () => {
    for (const text of [
      'f()',
      'a',
      '1 + 1',
      "'a'.b",
      "'a' % 1",
      '[x for x in y]',
      '(lambda: 0)()',
      '{**a}',
      'not 1',
      "f'{a}'",
    ])
      assert.throws(() => parsePythonLiteral(text), NotALiteral, text)
  })

  it('ends in a value or one of two errors', () => {
    check(
      property(string(), string(), (junk, more) => {
        for (const text of [junk, `{'descr': ${more}}`, `(${more}`])
          try {
            parsePythonLiteral(text)
          } catch (error) {
            assert.ok(error instanceof NotALiteral || error instanceof ReadError)
          }
      }),
    )
  })
})
