import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openIndex, type AdvisoryIndex } from '../advisories/read-index.ts'
import { zipExample } from '../bytes/zip/zip-example.ts'
import { ReadError } from '../model/read-error.ts'
import { buildIndex, type BuiltIndex } from './build-index.ts'
import type { Dump } from './dump.ts'
import { openDumps } from './open-dump.ts'
import { readingContext } from './reading-context.ts'
import { replaceFile } from './write-file.ts'

const NOW = new Date('2026-01-01T00:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'assay-intel-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function dump(...records: readonly unknown[]): Dump {
  return {
    name: 'test',
    digest: 'sha256:0',
    documents: () =>
      records.map((content, i) => ({
        name: `${i}.json`,
        text: () => (typeof content === 'string' ? content : JSON.stringify(content)),
      })),
    close: () => {},
  }
}

function record(id: string, name: string, more: object = {}, ecosystem = 'PyPI'): object {
  const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }]
  return {
    id,
    modified: '2025-01-01T00:00:00Z',
    affected: [{ package: { ecosystem, name }, ranges }],
    ...more,
  }
}

function build(...dumps: readonly Dump[]): BuiltIndex & { readonly index: AdvisoryIndex } {
  const built = buildIndex(dumps, NOW, () => {})
  return { ...built, index: openIndex(built.bytes) }
}

function known(index: AdvisoryIndex, name: string, ecosystem: 'PyPI' | 'npm' = 'PyPI'): readonly string[] {
  return (index.about(ecosystem, name)?.entries() ?? []).map(({ advisory }) => advisory.id)
}

describe('building an index', () => {
  it('gives records that are aliases, however many steps apart, one number', () => {
    const { index } = build(
      dump(
        record('PYSEC-1', 'p', { aliases: ['CVE-1'], severity: [{ type: 'CVSS_V3', score: 'no vector' }] }),
        record('GHSA-2', 'p', { aliases: ['CVE-2'], database_specific: { severity: 'HIGH' } }),
        record('OTHER-3', 'q', { aliases: ['CVE-1', 'CVE-2'] }),
        record('PYSEC-4', 'p', { related: ['CVE-1'] }),
      ),
    )
    const [ghsa, first, unrelated] = index.about('PyPI', 'p')!.entries()
    assert.equal(first?.advisory.flaw, ghsa?.advisory.flaw)
    assert.notEqual(first?.advisory.flaw, unrelated?.advisory.flaw)
    assert.deepEqual(first?.advisory.aliases, ['CVE-1', 'CVE-2', 'GHSA-2', 'OTHER-3'])
    assert.equal(first?.advisory.severity, 'high')
  })

  it('leaves out what is withdrawn, and takes the newest state of a record', () => {
    const { index, records, withdrawn } = build(
      dump(
        record('PYSEC-1', 'a', { withdrawn: '2025-02-01T00:00:00Z', aliases: ['CVE-1'] }),
        record('PYSEC-2', 'old'),
        record('PYSEC-3', 'new', { modified: '2025-03-01T00:00:00Z' }),
      ),
      dump(record('PYSEC-2', 'new', { modified: '2025-02-01T00:00:00Z' }), record('PYSEC-3', 'old')),
    )
    assert.deepEqual([records, withdrawn], [2, 1])
    assert.deepEqual(known(index, 'a'), [])
    assert.deepEqual(known(index, 'old'), [])
    assert.deepEqual(known(index, 'new'), ['PYSEC-2', 'PYSEC-3'])
  })

  it('knows malice by its ids, its weakness and its words', () => {
    const malicious = {
      'MAL-1': {},
      'PYSEC-1': { aliases: ['MAL-2'] },
      'GHSA-1': { database_specific: { cwe_ids: ['CWE-506'] } },
      'PYSEC-2': { summary: 'Two releases published containing credential harvesting malware' },
      'PYSEC-3': { details: 'Malicious package. Sends secrets to a server.' },
    }
    const flawed = {
      'PYSEC-4': { summary: 'Tool for malware analysis lets an attacker run malicious code' },
      'PYSEC-5': { summary: 'Escapes in malicious package content reach the terminal', aliases: ['CVE-1'] },
      'PYSEC-6': { details: 'A crafted file allows attackers to execute malicious code.' },
    }
    const entries = Object.entries({ ...malicious, ...flawed })
    const { index } = build(dump(...entries.map(([id, more]) => record(id, 'p', more))))
    const found = index.about('PyPI', 'p')!.entries()
    assert.deepEqual(
      found.filter(({ advisory }) => advisory.malicious).map(({ advisory }) => advisory.id),
      Object.keys(malicious).toSorted(),
    )
  })

  it('keeps ecosystems apart, normalises names, and counts what is elsewhere or unreadable', () => {
    const { index, unreadable } = build(
      dump(
        record('A-1', 'Zope.Interface'),
        record('A-2', '@Scope/p', {}, 'npm'),
        record('A-3', 'openssl', {}, 'Debian:12'),
        'no json',
        '[]',
        record('', 'p'),
        { id: 'A-4' },
        { id: 'A-5', affected: [{ package: { ecosystem: 'PyPI' }, versions: ['1'] }] },
      ),
    )
    assert.deepEqual(known(index, 'zope-interface'), ['A-1'])
    assert.deepEqual(known(index, '@Scope/p', 'npm'), ['A-2'])
    assert.deepEqual(index.information.ecosystems, { PyPI: 1, npm: 1 })
    assert.equal(index.information.elsewhere, 3)
    assert.deepEqual(
      unreadable.map(({ name }) => name),
      ['3.json', '4.json', '5.json', '6.json', '7.json'],
    )
    assert.equal(index.information.unreadable, 5)
  })

  it('takes names that every object has for names', () => {
    const { index } = build(
      dump('{"id":"A-1","affected":[{"package":{"ecosystem":"PyPI","name":"__proto__"},"versions":["1"]}]}'),
    )
    assert.deepEqual(known(index, '-proto-'), ['A-1'])
    assert.equal(index.about('PyPI', 'constructor'), undefined)
  })

  it('gives the same bytes for the same records in any order', () => {
    const records = [
      record('A-1', 'p', { aliases: ['C-1'] }),
      record('A-2', 'q', { aliases: ['C-1'] }),
      record('A-3', 'p'),
    ]
    assert.deepEqual(build(dump(...records)).bytes, build(dump(...records.toReversed())).bytes)
  })

  it('shows no control characters of a record, and no date of the future', () => {
    const { index } = build(
      dump(
        record('A-1', 'p', {
          summary: 'red \u001b[31m\n text '.repeat(40),
          modified: '2036-01-01T00:00:00Z',
        }),
      ),
    )
    const { summary } = index.about('PyPI', 'p')!.entries()[0]!.advisory
    assert.ok(summary.length <= 160 && !summary.includes('\u001b') && !summary.includes('\n'))
    assert.equal(index.information.newest, undefined)
  })
})

describe('sources of an index', () => {
  const archive = zipExample(
    ['A-1', 'A-2'].map((id) => ({
      name: `${id}.json`,
      data: JSON.stringify(record(id, 'p')),
      deflate: true,
    })),
  )
  const ctx = readingContext(new AbortController().signal, () => NOW)
  const load = async (source: string): Promise<BuiltIndex & { readonly index: AdvisoryIndex }> => {
    const dumps = await openDumps(source, folder, ctx)
    try {
      return build(...dumps)
    } finally {
      for (const each of dumps) each.close()
    }
  }
  const served = new Map<string, RequestListener>()
  let server: Server
  let address = ''
  before(async () => {
    mkdirSync(join(folder, 'osv/PyPI'), { recursive: true })
    mkdirSync(join(folder, 'osv/single'))
    writeFileSync(join(folder, 'osv/PyPI/all.zip'), archive)
    writeFileSync(join(folder, 'osv/single/A-3.json'), JSON.stringify(record('A-3', 'p')))
    server = createServer((request, response) => served.get(request.url ?? '')?.(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => void server.close())

  it('are archives, folders that hold them, and single records', async () => {
    assert.deepEqual(known((await load('osv/PyPI/all.zip')).index, 'p'), ['A-1', 'A-2'])
    assert.deepEqual(known((await load('osv/single/A-3.json')).index, 'p'), ['A-3'])
    const { index } = await load('osv')
    assert.deepEqual(known(index, 'p'), ['A-1', 'A-2', 'A-3'])
    assert.deepEqual(index.information.sources.map(({ name, records }) => `${name} ${records}`).toSorted(), [
      'all.zip 2',
      'osv 1',
    ])
  })

  it('are addresses, whose credentials stay out of the index', async () => {
    const seen: (string | undefined)[] = []
    served.set('/all.zip?token=hidden', (request, response) => {
      seen.push(request.headers.authorization)
      response.end(archive)
    })
    const secret = address.replace('://', '://user:secret@')
    const { index } = await load(`${secret}/all.zip?token=hidden`)
    assert.deepEqual(known(index, 'p'), ['A-1', 'A-2'])
    assert.deepEqual(seen, [`Basic ${Buffer.from('user:secret').toString('base64')}`])
    assert.doesNotMatch(JSON.stringify(index.information), /secret|hidden/)
  })

  it('fail as a whole when a server fails or breaks off', async () => {
    served.set('/500', (_, response) => void response.writeHead(500).end())
    served.set('/cut', (_, response) => {
      response.writeHead(200, { 'content-length': archive.length })
      response.write(archive.subarray(0, 50), () => response.destroy())
    })
    served.set('/html', (_, response) => void response.end('<html>'))
    await assert.rejects(load(`${address}/500`), /500/)
    await assert.rejects(load(`${address}/cut`), ReadError)
    assert.equal((await load(`${address}/html`)).records, 0)
    await assert.rejects(load('http://127.0.0.1:1/all.zip'), ReadError)
  })

  it('are refused when the archive lies', async () => {
    writeFileSync(join(folder, 'cut.zip'), archive.subarray(0, archive.length - 30))
    await assert.rejects(load('cut.zip'), ReadError)
    const bomb = zipExample([{ name: 'A.json', data: Buffer.alloc(20_000_000, 32), deflate: true }])
    writeFileSync(join(folder, 'bomb.zip'), bomb)
    const { unreadable, records } = await load('bomb.zip')
    assert.deepEqual([unreadable.length, records], [1, 0])
    const lying = zipExample([
      { name: 'A.json', data: Buffer.alloc(20_000_000, 32), deflate: true, central: { size: 100 } },
      { name: 'B.json', data: JSON.stringify(record('A-1', 'p')), deflate: true, central: { method: 99 } },
      { name: 'C.json', data: JSON.stringify(record('A-2', 'p')) },
    ])
    writeFileSync(join(folder, 'lying.zip'), lying)
    const read = await load('lying.zip')
    assert.deepEqual([read.unreadable.length, known(read.index, 'p')], [2, ['A-2']])
  })
})

describe('writing an index', () => {
  it('replaces the file as a whole, and leaves nothing behind when it cannot', () => {
    const path = join(folder, 'cache/deep/advisories.bin')
    replaceFile(path, Buffer.from('one'))
    replaceFile(path, Buffer.from('two'))
    assert.equal(readFileSync(path, 'utf8'), 'two')
    const taken = join(folder, 'taken')
    mkdirSync(join(taken, 'inside'), { recursive: true })
    assert.throws(() => replaceFile(taken, Buffer.from('three')))
    assert.throws(() => readFileSync(`${taken}.${process.pid}.tmp`), /ENOENT/)
  })
})
