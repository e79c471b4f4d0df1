import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isObject, member } from './json.ts'
import { parseYaml } from './yaml.ts'

describe('parseYaml', () => {
  it('keeps lines, order and types', () => {
    const [root] = parseYaml('a: 1\nb:\n  - x\n  - {c: true, d: null}\n')
    assert.equal(member(root, 'b')?.line, 2)
    assert.deepEqual(member(root, 'a')?.value, 1)
    assert.ok(isObject(root))
  })

  it('keeps digits that a number would lose', () => {
    const [root] = parseYaml('md5: 12345678901234567890123456789012\nrev: 1234e567\nlr: 2e-4\nzip: 0123\n')
    assert.equal(member(root, 'md5')?.value, '12345678901234567890123456789012')
    assert.equal(member(root, 'rev')?.value, '1234e567')
    assert.equal(member(root, 'lr')?.value, 0.0002)
    assert.equal(member(root, 'zip')?.value, '0123')
  })

  it('follows aliases and merge keys, and stops bombs of them', () => {
    const [root] = parseYaml('base: &b {x: 1, y: 2}\nmade:\n  <<: *b\n  y: 3\n')
    const made = member(root, 'made')?.value
    assert.equal(member(made, 'x')?.value, 1)
    assert.equal(member(made, 'y')?.value, 3)
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]']
    for (let i = 1; i < 9; i++) bomb.push(`a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]`)
    assert.throws(() => parseYaml(bomb.join('\n')), { name: 'ReadError', reason: 'limit' })
    assert.throws(() => parseYaml('a: &a [*a]'), { name: 'ReadError' })
  })

  it('refuses what is broken or too deep', () => {
    assert.throws(() => parseYaml('a: [1'), { name: 'ReadError', reason: 'malformed' })
    assert.throws(() => parseYaml('['.repeat(100_000)), { name: 'ReadError', reason: 'limit' })
    assert.throws(() => parseYaml(Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')), {
      name: 'ReadError',
      reason: 'limit',
    })
    assert.throws(() => parseYaml('- '.repeat(5000)), { name: 'ReadError' })
  })
})
