import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { parseAssignments } from './environment-file.ts'
import { parseJsonConfig, withoutComments } from './json.ts'
import { parseTomlConfig } from './toml.ts'
import { at, entryOf, items, text } from './tree.ts'
import { parseYaml } from './yaml.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

describe('configuration with lines', () => {
  it('YAML: documents, merged maps, aliases', () => {
    const [first, second] = parseYaml('a: &x {m: 1, n: two}\nb:\n  <<: *x\n  m: 3\nc: *x\n---\n- d', ctx)
    assert.equal(text(at(first?.root, 'b', 'n')), 'two')
    assert.equal(entryOf(at(first?.root, 'b'), 'm')?.line, 4)
    assert.equal(text(at(first?.root, 'c', 'n')), 'two')
    assert.equal(text(items(second?.root)[0]), 'd')
  })

  it('YAML: a broken document costs its siblings nothing', () => {
    const [good, bad] = parseYaml('a: 1\n---\nb: [1\n', ctx)
    assert.ok(good?.root)
    assert.equal(bad?.root, undefined)
    assert.ok(bad?.error)
  })

  it('YAML: aliases and brackets do not multiply without end', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]']
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      )
    assert.throws(() => parseYaml(lines.join('\n'), ctx), ReadError)
    assert.throws(() => parseYaml('['.repeat(100_000), ctx), ReadError)
    assert.throws(() => parseYaml('a: &a\n  b: *a', ctx), ReadError)
  })

  it('JSON with comments keeps its lines', () => {
    const root = parseJsonConfig('{\n // one\n "a": "x // no comment", /* two\n */ "b": [1, 2,],\n}', ctx)
    assert.equal(text(at(root, 'a')), 'x // no comment')
    assert.equal(entryOf(root, 'b')?.line, 4)
  })

  it('comments are taken out of valid JSON without touching it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = JSON.stringify(value, undefined, 1)
        assert.deepEqual(JSON.parse(withoutComments(written)), JSON.parse(written))
      }),
    )
  })

  it('TOML: tables of one name come in rows', () => {
    const root = parseTomlConfig('[[m]]\nname = "a"\n\n[[m]]\nname = "b"\n[n.o]\np = "q"\n', ctx)
    const [a, b] = items(at(root, 'm'))
    assert.equal(entryOf(a, 'name')?.line, 2)
    assert.equal(entryOf(b, 'name')?.line, 5)
    assert.equal(entryOf(at(root, 'n', 'o'), 'p')?.line, 7)
    assert.throws(() => parseTomlConfig('a = ', ctx), ReadError)
  })

  it('assignments: quotes, comments, sections', () => {
    const found = parseAssignments('# c\nexport A="x # y" # z\nB=plain # z\n[s]\nk = v\n__proto__=1')
    assert.deepEqual(
      found.map(({ name, value, line }) => [name, value, line]),
      [
        ['A', 'x # y', 2],
        ['B', 'plain', 3],
        ['s.k', 'v', 5],
        ['s.__proto__', '1', 6],
      ],
    )
  })
})
