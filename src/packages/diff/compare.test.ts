import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { comparePackages } from './compare.ts'
import { changesMarkdown } from './markdown.ts'
import { changesTable } from './table.ts'

const now = new Date('2026-05-10T00:00:00Z')
const newcomers = {
  now,
  cooldown: 7,
  lookAlike: (name: string) =>
    name === 'torhc' ? { target: 'torch', why: 'two letters are swapped' } : undefined,
}

function entry(name: string, version?: string, more: Partial<PackageEntry> = {}): PackageEntry {
  return {
    ecosystem: 'pypi',
    name,
    ...(version !== undefined && { version }),
    scopes: [],
    distributions: [],
    dependencies: [],
    source: { kind: 'registry', url: 'https://registry.example/simple' },
    line: 1,
    ...more,
  }
}

function set(packages: readonly PackageEntry[], more: Partial<PackageSet> = {}): PackageSet {
  return {
    kind: 'lock',
    title: 'uv.lock',
    complete: true,
    projects: [],
    packages,
    indexes: [],
    options: [],
    includes: [],
    ...more,
  }
}

function wheel(name: string, hash: string, uploadedAt?: string): Partial<PackageEntry> {
  return {
    distributions: [
      {
        filename: `${name}.whl`,
        hashes: [{ algorithm: 'sha256', value: hash }],
        ...(uploadedAt && { uploadedAt }),
      },
    ],
  }
}

function changes(a: PackageSet, b: PackageSet): string[] {
  return comparePackages([{ path: 'uv.lock', set: a }], [{ path: 'uv.lock', set: b }], newcomers).map(
    (c) => `${c.severity} ${c.kind} ${c.name}`,
  )
}

describe('a change of packages', () => {
  it('is told by package', () => {
    assert.deepEqual(
      changes(
        set([entry('a', '1.0'), entry('b', '2.0'), entry('gone', '1')]),
        set([entry('a', '1.10'), entry('b', '1.9'), entry('new', '1')]),
      ),
      ['info upgraded a', 'low downgraded b', 'info added new', 'info removed gone'],
    )
    assert.deepEqual(changes(set([entry('a', '1')]), set([entry('a', '1')])), [])
  })

  it('matters when bytes change under a version', () => {
    const a = (more: Partial<PackageEntry>): PackageSet => set([entry('a', '1', more)])
    assert.deepEqual(changes(a(wheel('a', '11')), a(wheel('a', '22'))), ['high re-hashed a'])
    assert.deepEqual(changes(a(wheel('a', '11')), a({})), ['medium unhashed a'])
    const both = {
      distributions: [...wheel('a', '11').distributions!, ...wheel('a-extra', '33').distributions!],
    }
    assert.deepEqual(changes(a(wheel('a', '11')), a(both)), ['medium re-hashed a'])
    assert.deepEqual(changes(a(both), a(wheel('a', '11'))), [])
  })

  it('matters when the source changes', () => {
    const from = (source: PackageEntry['source']): PackageSet => set([entry('a', '1', source && { source })])
    const index = { kind: 'registry', url: 'https://registry.example/simple' } as const
    assert.deepEqual(
      changes(from(index), from({ kind: 'git', url: 'https://git.example/a', commit: 'f'.repeat(40) })),
      ['high re-sourced a'],
    )
    assert.deepEqual(changes(from(index), from({ kind: 'registry', url: 'https://other.example/simple' })), [
      'high re-sourced a',
    ])
    assert.deepEqual(
      changes(from(index), from({ kind: 'registry', url: 'https://registry.example/mirror' })),
      ['low re-sourced a'],
    )
  })

  it('matters for what is new: its name, its age, its build, its address', () => {
    const found = (added: PackageEntry): string[] => changes(set([]), set([added])).slice(1)
    assert.deepEqual(found(entry('torhc', '1')), ['medium look-alike torhc'])
    assert.deepEqual(found(entry('a', '1', wheel('a', '1', '2026-05-08T00:00:00Z'))), ['medium young a'])
    assert.deepEqual(found(entry('a', '1', wheel('a', '1', '2026-01-08T00:00:00Z'))), [])
    assert.deepEqual(found(entry('a', '1', { distributions: [{ filename: 'a-1.tar.gz', hashes: [] }] })), [
      'medium built-on-install a',
    ])
    assert.deepEqual(
      found(entry('a', undefined, { source: { kind: 'git', url: 'https://git.example/a' } })),
      ['high re-sourced a'],
    )
  })

  it('matters for pins, indexes and options', () => {
    const asks = (requirement: string): PackageSet => set([entry('a', undefined, { requirement })])
    assert.deepEqual(changes(asks('==1.0'), asks('>=1.0')), ['medium loosened a'])
    assert.deepEqual(changes(asks('>=1.0'), asks('==1.0')), ['info upgraded a'])
    const index = { role: 'extra', url: 'https://x.example/', credentials: false, line: 3 } as const
    assert.deepEqual(changes(set([]), set([], { indexes: [index] })), ['high index-added https://x.example/'])
    assert.deepEqual(changes(set([], { options: [{ name: '--require-hashes', line: 1 }] }), set([])), [
      'high option-removed --require-hashes',
    ])
    assert.deepEqual(
      changes(set([]), set([], { options: [{ name: '--trusted-host', value: 'x', line: 1 }] })),
      ['high option-added --trusted-host'],
    )
  })

  it('is written so that names stay text', () => {
    const found = comparePackages(
      [],
      [{ path: 'a\u001b[31m', set: set([entry('a`|<b>\n# x', '1')]) }],
      newcomers,
    )
    assert.ok(!changesTable(found, []).includes('\u001b'))
    assert.ok(!/^# /m.test(changesMarkdown(found, [])))
  })
})
