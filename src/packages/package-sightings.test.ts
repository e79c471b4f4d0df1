import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packageSightings } from './package-sightings.ts'
import type { PackageEntry, PackageSet } from './package-set.ts'
import { packagePurl } from '../names/package-origin.ts'
import { isPublicIndex } from '../names/public-index.ts'

const entry = (name: string, more: Partial<PackageEntry> = {}): PackageEntry => ({
  ecosystem: 'pypi',
  name,
  version: '1.0',
  scopes: [],
  distributions: [],
  dependencies: [],
  line: 1,
  ...more,
})
const setOf = (packages: readonly PackageEntry[], more: Partial<PackageSet> = {}): PackageSet => ({
  kind: 'lock',
  title: 'a.lock',
  complete: true,
  projects: [],
  packages,
  indexes: [],
  options: [],
  includes: [],
  ...more,
})

describe('package URLs', () => {
  const cases: readonly (readonly [PackageEntry, string | undefined])[] = [
    [entry('torch'), 'pkg:pypi/torch@1.0'],
    [
      entry('torch', { source: { kind: 'registry', url: 'https://pypi.example/simple' } }),
      'pkg:pypi/torch@1.0',
    ],
    [
      entry('torch', { source: { kind: 'registry', url: 'https://test.pypi.example/simple' } }),
      'pkg:pypi/torch@1.0?repository_url=https:%2F%2Ftest.pypi.example%2Fsimple',
    ],
    [
      entry('a', { source: { kind: 'git', url: 'https://h.example/a', commit: 'c'.repeat(40) } }),
      `pkg:pypi/a@1.0?vcs_url=git%2Bhttps:%2F%2Fh.example%2Fa%40${'c'.repeat(40)}`,
    ],
    [entry('a', { source: { kind: 'path', path: '../a', editable: true } }), undefined],
    [entry('@scope/a', { ecosystem: 'npm' }), 'pkg:npm/%40scope/a@1.0'],
    [
      entry('numpy', {
        ecosystem: 'conda',
        conda: { channel: 'conda-forge', subdir: 'linux-64', build: 'py311_0' },
        source: { kind: 'registry', url: 'https://mirror.example/conda-forge' },
      }),
      'pkg:conda/numpy@1.0?build=py311_0&channel=conda-forge&subdir=linux-64',
    ],
  ]
  for (const [given, wanted] of cases)
    it(wanted ?? 'none for a path', () => assert.equal(packagePurl(given), wanted))

  it('only the very index is the public one', () => {
    for (const address of ['https://pypi.example/simple', 'https://PYPI.example:443/'])
      assert.ok(isPublicIndex('pypi', address), address)
    for (const address of [
      'https://pypi.company.example/simple',
      'https://pypi.example.evil.test/simple',
      'https://evil.test/pypi.example',
      'https://pypi.example@evil.test/',
      'not an address',
    ])
      assert.ok(!isPublicIndex('pypi', address), address)
  })
})

describe('sightings of packages', () => {
  const needs = (set: PackageSet, name: string): readonly string[] =>
    [...packageSightings(set, 'a.lock')]
      .filter(({ subject }) => subject.by === 'name' && subject.name === name)
      .flatMap(({ relations }) =>
        relations.map(({ to }) => (to.by === 'name' ? `${to.name}@${to.version}` : '')),
      )

  it('choose among versions by version, source and marker; what is open stays open', () => {
    const set = setOf([
      entry('by-version', { dependencies: [{ name: 'x', version: '2.0' }] }),
      entry('by-source', {
        dependencies: [{ name: 'x', source: { kind: 'registry', url: 'https://b.example' } }],
      }),
      entry('by-marker', { dependencies: [{ name: 'x', marker: 'm' }] }),
      entry('open', { dependencies: [{ name: 'X' }] }),
      entry('x', { marker: 'm', source: { kind: 'registry', url: 'https://a.example' } }),
      entry('x', { version: '2.0', source: { kind: 'registry', url: 'https://b.example' } }),
    ])
    assert.deepEqual(needs(set, 'by-version'), ['x@2.0'])
    assert.deepEqual(needs(set, 'by-source'), ['x@2.0'])
    assert.deepEqual(needs(set, 'by-marker'), ['x@1.0'])
    assert.deepEqual(needs(set, 'open'), ['x@1.0', 'x@2.0'])
  })

  it('need only what is there, once, and never themselves', () => {
    const set = setOf([
      entry('a', {
        dependencies: [{ name: 'b' }, { name: 'b', extras: ['x'] }, { name: 'a' }, { name: 'missing' }],
      }),
      entry('b'),
    ])
    assert.deepEqual(needs(set, 'a'), ['b@1.0'])
  })

  it('say how they are known', () => {
    const says = (set: PackageSet): unknown =>
      [...packageSightings(set, 'x')].map(({ evidence }) => evidence.says)
    const { version: _, ...loose } = entry('a')
    assert.deepEqual(says(setOf([entry('a'), loose])), ['is pinned in a.lock', 'is required in a.lock'])
    assert.deepEqual(says(setOf([entry('a', { namedBy: 'repository' })])), [
      'is pinned in a.lock by the name of its repository',
    ])
    assert.deepEqual(says(setOf([entry('a')], { kind: 'environment' })), ['is installed in a.lock'])
    assert.deepEqual(says(setOf([entry('a')], { constraints: true })), [])
  })
})
