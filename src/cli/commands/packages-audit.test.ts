import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { zipExample } from '../../bytes/zip/zip-example.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { AuditReport } from '../../packages/audit/report.ts'
import type { Invocation } from '../command.ts'
import { processIo } from '../io.ts'
import { run as update } from './intel-update.ts'
import { run as audit } from './packages-audit.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-audit-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const NOW = new Date('2026-01-02T00:00:00Z')
const dump = zipExample(
  [
    {
      id: 'PYSEC-1',
      affected: [
        {
          package: { ecosystem: 'PyPI', name: 'torch' },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] }],
        },
      ],
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    },
    { id: 'MAL-1', affected: [{ package: { ecosystem: 'PyPI', name: 'evil' }, versions: ['1.0'] }] },
  ].map((record) => ({ name: `${record.id}.json`, data: JSON.stringify(record), deflate: true })),
)
writeFileSync(join(folder, 'all.zip'), dump)
writeFileSync(join(folder, 'requirements.txt'), 'torch==1.9\nnumpy==2.0\n')
mkdirSync(join(folder, 'clean'))
writeFileSync(join(folder, 'clean/requirements.txt'), 'torch==2.0\n')
mkdirSync(join(folder, 'empty'))

interface Ran {
  readonly code: number
  readonly out: string
  readonly said: readonly string[]
  readonly report: () => AuditReport
}

const real = processIo(new AbortController().signal)

async function ran(
  run: typeof audit,
  args: readonly string[],
  options: Invocation['options'] = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const out: string[] = []
  const said: string[] = []
  const io = {
    ...real,
    cwd: folder,
    env: { XDG_CACHE_HOME: join(folder, 'cache'), ...env },
    clock: () => NOW,
    print: (text: string) => Promise.resolve(void out.push(text)),
    say: (line: string) => void said.push(line),
  }
  const code = await run({ args, options, io })
  return { code, out: out.join(''), said, report: () => JSON.parse(out.join('')) as AuditReport }
}

const index = join(folder, 'index.bin')
const json = { format: 'json', advisories: 'index.bin' }

describe('assay intel update', () => {
  it('writes an index, to the cache folder unless told otherwise', async () => {
    assert.equal((await ran(update, [], { from: ['all.zip'] })).code, 0)
    assert.ok(existsSync(join(folder, 'cache/assay/advisories.bin')))
    const { out, code } = await ran(update, [], { from: ['all.zip'], to: 'index.bin', format: 'json' })
    assert.equal(code, 0)
    assert.deepEqual((({ records, packages }) => ({ records, packages }))(JSON.parse(out)), {
      records: 2,
      packages: 2,
    })
  })

  it('makes equal files of equal sources when the time is given', async () => {
    const env = { SOURCE_DATE_EPOCH: '1700000000' }
    await ran(update, [], { from: ['all.zip'], to: 'a.bin' }, env)
    await ran(update, [], { from: ['all.zip'], to: 'b.bin' }, env)
    assert.deepEqual(readFileSync(join(folder, 'a.bin')), readFileSync(join(folder, 'b.bin')))
  })

  it('keeps the old index when a source is broken, missing or empty', async () => {
    const old = readFileSync(index)
    writeFileSync(join(folder, 'cut.zip'), dump.subarray(0, dump.length - 30))
    writeFileSync(join(folder, 'none.zip'), zipExample([{ name: 'a.txt', data: '' }]))
    await assert.rejects(
      ran(update, [], { from: ['all.zip', 'cut.zip'], to: 'index.bin' }),
      /old index stays/,
    )
    await assert.rejects(ran(update, [], { from: ['gone.zip'], to: 'index.bin' }), UsageError)
    await assert.rejects(ran(update, [], { from: ['none.zip'], to: 'index.bin' }), /no advisory/)
    await assert.rejects(ran(update, [], {}), UsageError)
    assert.deepEqual(readFileSync(index), old)
  })
})

describe('assay packages audit', () => {
  it('reads one file against one index', async () => {
    const { code, report } = await ran(audit, ['requirements.txt'], json)
    assert.equal(code, 1)
    const { schema, packages, findings, decision } = report()
    assert.deepEqual([schema, packages, decision.outcome], ['assay/packages-audit/1', 2, 'deny'])
    assert.deepEqual(
      findings.map((f) => [f.package, f.version, f.id, f.kind, f.severity, f.fixed, f.at]),
      [
        [
          'torch',
          '1.9',
          'PYSEC-1',
          'vulnerable',
          'critical',
          ['2.0'],
          { path: 'requirements.txt', range: { unit: 'line', start: 1, end: 1 } },
        ],
      ],
    )
  })

  it('uses the index in the cache folder, and reads folders', async () => {
    assert.equal((await ran(audit, ['clean'], { format: 'json' })).code, 0)
    assert.equal((await ran(audit, [], {})).code, 1)
  })

  it('follows what requirements include, in circles and never outside', async () => {
    const lines = '-r more.txt\n-r requirements-loop.txt\n-r /outside.txt\n-r ../aside.txt\n-r gone.txt\n'
    writeFileSync(join(folder, 'requirements-loop.txt'), lines)
    writeFileSync(join(folder, 'more.txt'), '-r requirements-loop.txt\nevil==1.0\n')
    const { report } = await ran(audit, ['requirements-loop.txt'], json)
    assert.deepEqual(
      report().findings.map((f) => `${f.at.path} ${f.id}`),
      ['more.txt MAL-1'],
    )
    assert.deepEqual(
      report().gaps.map(({ at }) => at.range?.start),
      [3, 4, 5],
    )
  })

  it('looks at an environment', async () => {
    const library = join(folder, 'env/lib/python3.12/site-packages/evil-1.0.dist-info')
    mkdirSync(library, { recursive: true })
    writeFileSync(join(folder, 'env/pyvenv.cfg'), '')
    writeFileSync(join(library, 'METADATA'), 'Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n')
    const { report } = await ran(audit, ['env'], json)
    assert.deepEqual(
      report().findings.map((f) => `${f.package} ${f.version} ${f.kind}`),
      ['evil 1.0 malicious'],
    )
  })

  it('says that there is no index, and exits 3 under strict', async () => {
    const env = { XDG_CACHE_HOME: join(folder, 'nowhere') }
    const lenient = await ran(audit, ['clean'], { format: 'json' }, env)
    assert.deepEqual([lenient.code, lenient.report().index, lenient.report().notAudited.length], [0, null, 1])
    assert.equal((await ran(audit, ['clean'], { strict: true }, env)).code, 3)
    await assert.rejects(ran(audit, ['clean'], { advisories: 'gone.bin' }), UsageError)
  })

  it('treats a damaged index as none', async () => {
    const damaged = Buffer.from(readFileSync(index))
    damaged[60] = damaged[60]! ^ 1
    writeFileSync(join(folder, 'damaged.bin'), damaged)
    const { code, report } = await ran(audit, ['clean'], { ...json, advisories: 'damaged.bin', strict: true })
    assert.equal(code, 3)
    assert.match(report().gaps[0]?.detail ?? '', /checksum/)
  })

  it('says when there is nothing to audit, or what is asked makes no sense', async () => {
    assert.equal((await ran(audit, ['empty'], json)).code, 4)
    await assert.rejects(ran(audit, ['all.zip'], json), UsageError)
    await assert.rejects(ran(audit, ['clean'], { ...json, maxAge: 'soon' }), UsageError)
  })

  it('takes settings from the configuration where there is one', async () => {
    const place = join(folder, 'configured')
    mkdirSync(place)
    writeFileSync(join(place, 'requirements.txt'), 'torch\n')
    assert.equal((await ran(audit, ['configured'], json)).code, 0)
    assert.equal((await ran(audit, ['configured'], json, { ASSAY_STRICT: 'true' })).code, 3)
  })
})
