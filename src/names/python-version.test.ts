import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { satisfiesFinal, satisfiesPython } from './python-range.ts'
import { comparePythonVersions, parsePythonVersion } from './python-version.ts'

const ordered = [
  '1.0.dev1',
  '1.0a1.dev1',
  '1.0a1',
  '1.0a1.post1',
  '1.0b2',
  '1.0rc1',
  '1.0',
  '1.0+abc',
  '1.0+abc.5',
  '1.0+5',
  '1.0.post1.dev1',
  '1.0.post1',
  '1.0.1',
  '1.10',
  '2021.12.31',
  '1!0.1',
]

describe('versions of Python packages', () => {
  it('are ordered', () => {
    for (const [i, a] of ordered.entries())
      for (const [j, b] of ordered.entries())
        assert.equal(
          Math.sign(comparePythonVersions(parsePythonVersion(a)!, parsePythonVersion(b)!)),
          Math.sign(i - j),
          `${a} ${b}`,
        )
  })

  it('have several spellings', () => {
    for (const [a, b] of [
      ['1.0', '1.0.0'],
      ['1.0-1', '1.0.post1'],
      ['v1.0RC1', '1.0rc1'],
      ['1.0.alpha.2', '1.0a2'],
      ['1.0c1', '1.0rc1'],
      ['1.0rev', '1.0.post0'],
      ['1.0+ab-1', '1.0+AB.1'],
    ] as const)
      assert.equal(comparePythonVersions(parsePythonVersion(a)!, parsePythonVersion(b)!), 0, `${a} ${b}`)
  })

  it('are told from other text', () => {
    for (const text of ['', 'latest', '1.0-NA', '2019-09-12', '1..0', '1.0+', '1.*', `1${'.1'.repeat(200)}`])
      assert.equal(parsePythonVersion(text), undefined, text)
  })

  it('never throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (version, range) => {
        satisfiesPython(version, range)
        satisfiesPython('1.0', range)
      }),
    )
  })
})

describe('ranges of versions', () => {
  const cases: readonly (readonly [string, string, boolean | undefined])[] = [
    ['1.5', '>=1,<2', true],
    ['2.0', '>=1,<2', false],
    ['2.0rc1', '<2', false],
    ['2.0rc1', '<2.0rc2', true],
    ['1.0.post1', '>1.0', false],
    ['1.0.post1', '>1.0rc1', true],
    ['1.0+cu118', '==1.0', true],
    ['1.0', '==1.0+cu118', false],
    ['1.0+cu118', '>1.0', false],
    ['1.4.9', '==1.4.*', true],
    ['1.5', '!=1.4.*', true],
    ['1.4.5', '~=1.4', true],
    ['2.0', '~=1.4', false],
    ['1.4.5', '~=1.4.2', true],
    ['1.5', '~=1.4.2', false],
    ['1.0-x', '===1.0-x', undefined],
    ['1.2.9', '^1.2.3', true],
    ['2.0', '^1.2.3', false],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3', '~1.2.3', false],
    ['3.1', '<2 || >=3', true],
    ['2.5', '<2 || >=3', false],
    ['1.0', '*', true],
    ['1.0', '', true],
    ['1.0', 'latest', undefined],
    ['latest', '>=1', undefined],
  ]
  for (const [version, range, wanted] of cases)
    it(`${version} in ${range || 'everything'}`, () => assert.equal(satisfiesPython(version, range), wanted))

  it('may refuse pre-releases', () => {
    assert.equal(satisfiesFinal('1.0rc1', '>=0.9'), false)
    assert.equal(satisfiesFinal('1.0', '>=0.9'), true)
  })
})
