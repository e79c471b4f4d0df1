import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { DEFAULT_LIMITS, type Context } from '../model/context.ts'
import { ReadError } from '../model/read-error.ts'
import { javascriptGrammar, parseJavascript } from './javascript/parser.ts'
import { parsePython, pythonGrammar } from './python/parser.ts'
import type { SyntaxNode } from './tree.ts'

function context(clock: () => Date): Context {
  const nothing = (): void => undefined
  return {
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock,
    checkpoint: nothing,
    countMembers: nothing,
    countInflated: nothing,
    defer: nothing,
  }
}

function shown({ type, children }: SyntaxNode | undefined = { ...NONE }): string {
  return `${type}(${children.map(shown).join(' ')})`
}
const NONE: SyntaxNode = { type: '', field: undefined, start: 0, end: 0, children: [] }

describe('parsers in WebAssembly', () => {
  const calm = context(() => new Date(0))
  const js = 'const x = { a: [1, f(2)] }'
  const py = 'x = {"a": [1, f(2)]}'
  before(async () => {
    await javascriptGrammar.run()
    await pythonGrammar.run()
  })

  it('read what comes after text that is nested without end', () => {
    const expected = [shown(parseJavascript(js, calm)), shown(parsePython(py, calm))]
    for (const opening of ['{a: ', '`${', '<a>', '('])
      try {
        parseJavascript(`const y = ${opening.repeat(20_000)}`, calm)
      } catch (error) {
        assert.ok(error instanceof ReadError)
      }
    assert.deepEqual([shown(parseJavascript(js, calm)), shown(parsePython(py, calm))], expected)
  })

  it('give up when time is over, at once the second time, and read on as before', () => {
    const expected = shown(parsePython(py, calm))
    let now = 0
    const hurried = context(() => new Date((now += 60_000)))
    const long = `x = [${'f(1),\n'.repeat(50_000)}]`
    for (const _ of [1, 2]) assert.throws(() => parsePython(long, hurried), ReadError)
    assert.equal(shown(parsePython(`${py}\n`, calm)), expected)
  })
})
