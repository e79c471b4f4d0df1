import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { comparePythonVersions, parsePythonVersion } from '../names/python-version.ts'
import { againstBound, boundKey, keysOfBound, versionKeys, type AdvisoryEcosystem } from './version-key.ts'

const number = fc.oneof(fc.nat(12), fc.constantFrom(99, 100, 20_240_101, 2 ** 53))
const pythonVersion = fc
  .record({
    epoch: fc.constantFrom('', '', '', '1!'),
    release: fc.array(number, { minLength: 1, maxLength: 4 }),
    pre: fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('a', 'b', 'rc'), number).map((p) => p.join('')),
    ),
    post: fc.oneof(
      fc.constant(''),
      number.map((n) => `.post${n}`),
    ),
    dev: fc.oneof(
      fc.constant(''),
      number.map((n) => `.dev${n}`),
    ),
    local: fc.constantFrom('', '', '+cpu', '+cu121', '+5', '+cpu.1', '+abc.5', '+10'),
  })
  .map(({ epoch, release, pre, post, dev, local }) => epoch + release.join('.') + pre + post + dev + local)

function order(ecosystem: AdvisoryEcosystem, a: string, b: string): number | undefined {
  const [left, right] = [boundKey(ecosystem, a), boundKey(ecosystem, b)]
  return left === undefined || right === undefined
    ? undefined
    : Math.sign(againstBound(keysOfBound(left), right))
}

describe('keys of versions', () => {
  it('sort as PEP 440 orders versions', () => {
    fc.assert(
      fc.property(pythonVersion, pythonVersion, (a, b) => {
        const full = (text: string): string => versionKeys('PyPI', text)!.full
        const expected = Math.sign(comparePythonVersions(parsePythonVersion(a)!, parsePythonVersion(b)!))
        assert.equal(full(a) === full(b) ? 0 : full(a) < full(b) ? -1 : 1, expected, `${a} ${b}`)
      }),
      { numRuns: 3000 },
    )
  })

  it('take a build for the release that a bound names, unless the bound names a build', () => {
    const against = (version: string, bound: string): number =>
      Math.sign(againstBound(versionKeys('PyPI', version)!, boundKey('PyPI', bound)!))
    assert.equal(against('2.9.1+cu130', '2.9.1'), 0)
    assert.equal(against('2.9.1+cu130', '2.9.0'), 1)
    assert.equal(against('2.9.1+cu130', '2.9.1+cu121'), 1)
    assert.equal(against('2.9.1', '2.9.1+cu121'), -1)
  })

  it('sort as Semantic Versioning orders versions', () => {
    const ordered = [
      '0.0.0-0',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '10.0.0',
      '99999999999999999999.0.0',
      '100000000000000000000.0.0',
    ]
    for (const [i, a] of ordered.entries())
      for (const [j, b] of ordered.entries()) assert.equal(order('npm', a, b), Math.sign(i - j), `${a} ${b}`)
    assert.equal(order('npm', '1.0.0+build.1', '1.0.0'), 0)
  })

  it('are none for what is no version', () => {
    for (const text of ['2.6.0-NA', '2019-09-12', '', 'latest', '1.0.0-beta.x', '9'.repeat(10_000)])
      assert.equal(boundKey('PyPI', text), undefined, text.slice(0, 20))
    for (const text of ['1.0', '1', '1.0.0-', '1.0.0-a..b', '01x.0.0', `1.0.${'9'.repeat(300)}`])
      assert.equal(boundKey('npm', text), undefined, text.slice(0, 20))
  })
})
