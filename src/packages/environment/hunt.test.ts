import assert from 'node:assert/strict'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { PackageSet } from '../package-set.ts'
import { exampleEnvironment, SITE } from './environment-example.ts'
import { huntTable } from './hunt-table.ts'
import { huntCreated, huntInstalled, huntLocked } from './hunt.ts'
import { readIndexMetadata } from './index-metadata.ts'
import { installedIn } from './installed-in.ts'
import { environmentLayout } from './layout.ts'

const now = new Date('2026-06-15T12:00:00Z')
const METADATA = [
  { name: 'Litellm.Pro', created: '2026-06-10T00:00:00Z', downloads: 40_000 },
  { name: 'torch', created: '2012-01-01', downloads: 900_000_000 },
  { name: 'quiet', created: 1_781_200_000, downloads: 9 },
  { name: 'unknown', created: '2026-06-12' },
]
const metadata = readIndexMetadata(METADATA.map((m) => JSON.stringify(m)).join('\n'), () => {})

describe('hunting', () => {
  it('finds what was installed lately, newest first', () => {
    const { root } = exampleEnvironment(
      { name: 'torch', version: '2', files: {} },
      { name: 'litellm_pro', version: '1', files: {} },
      { name: 'old', version: '1', files: {} },
    )
    for (const [folder, date] of [
      ['torch-2', '2026-06-10'],
      ['litellm_pro-1', '2026-06-14'],
      ['old-1', '2026-01-01'],
    ] as const)
      utimesSync(join(root, SITE, `${folder}.dist-info/INSTALLER`), new Date(date), new Date(date))
    const { distributions } = installedIn(environmentLayout(root)!, () => {})
    const hunt = huntInstalled(distributions, { now, within: 14 })
    assert.deepEqual(
      hunt.found.map((p) => [p.name, p.at, p.days]),
      [
        ['litellm_pro', '2026-06-14T00:00:00Z', 1],
        ['torch', '2026-06-10T00:00:00Z', 5],
      ],
    )
    assert.deepEqual([hunt.by, hunt.packages, hunt.undated], ['installed', 3, 0])
    const known = huntInstalled(distributions, { now, within: 14, metadata: metadata.projects })
    assert.deepEqual(
      known.found.map((p) => [p.name, p.at, p.here, p.widespread]),
      [['litellm_pro', '2026-06-10T00:00:00Z', '2026-06-14T00:00:00Z', true]],
    )
    assert.deepEqual([known.by, known.undated], ['created', 1])
  })

  it('finds what was uploaded lately, and files that came late', () => {
    const uploaded = (name: string, ...dates: readonly string[]): PackageSet['packages'][number] => ({
      ecosystem: 'pypi',
      name,
      version: '1',
      scopes: [],
      distributions: dates.map((uploadedAt) => ({
        filename: `${name}-${uploadedAt}.whl`,
        hashes: [],
        uploadedAt,
      })),
      dependencies: [],
      line: 3,
    })
    const set: PackageSet = {
      kind: 'lock',
      title: 'uv.lock',
      complete: true,
      projects: [],
      packages: [
        uploaded('new', '2026-06-14T00:00:00Z', '2026-06-14T01:00:00Z'),
        uploaded('late', '2024-01-01T00:00:00Z', '2026-06-13T00:00:00Z'),
        uploaded('old', '2024-01-01T00:00:00Z'),
        uploaded('undated'),
        uploaded('broken', 'yesterday'),
      ],
      indexes: [],
      options: [],
      includes: [],
    }
    const hunt = huntLocked([set], 'uv.lock', { now, within: 14 })
    assert.deepEqual(
      hunt.found.map((p) => [p.name, p.lateFile]),
      [
        ['new', undefined],
        ['late', 'late-2026-06-13T00:00:00Z.whl'],
      ],
    )
    assert.equal(hunt.undated, 2)
  })

  it('finds what is young and everywhere first', () => {
    const hunt = huntCreated(metadata.projects, { now, within: 30, metadata: metadata.projects })
    assert.deepEqual(
      hunt.found.map((p) => [p.name, p.widespread ?? false]),
      [
        ['Litellm.Pro', true],
        ['quiet', false],
        ['unknown', false],
      ],
    )
    const text = huntTable(hunt, { title: 'x\u001b[31m', within: 30, gaps: [], verbose: false })
    assert.match(text, /WIDESPREAD, 40,000 downloads/)
    assert.ok(!text.includes('\u001b'))
  })

  it('reads metadata line by line', () => {
    const lines = [
      '{',
      'null',
      '[]',
      '{"name":7}',
      '{"name":"a"}',
      '{"name":"a","created":"soon"}',
      '',
      '{"__proto__":{"name":"a"}}',
      '{"name":"ok","created":"2026-01-01","downloads":"many"}',
    ]
    const { projects, skipped } = readIndexMetadata(lines.join('\n'), () => {})
    assert.deepEqual(projects, [{ name: 'ok', normalized: 'ok', created: '2026-01-01T00:00:00Z' }])
    assert.deepEqual(
      skipped.map((s) => s.line),
      [1, 2, 3, 4, 5, 6, 8],
    )
  })
})
