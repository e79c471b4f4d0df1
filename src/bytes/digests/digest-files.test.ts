import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { NO_CACHE } from './cache.ts'
import { digestFiles } from './digest-files.ts'

describe('digests of files', () => {
  it('are in the order of the tasks, on threads too, and a missing file is no error', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-digests-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const contents = [Buffer.from('one'), Buffer.alloc(60 << 20, 7), Buffer.alloc(50 << 20, 9)]
    contents.forEach((c, i) => writeFileSync(join(folder, String(i)), c))
    const tasks = [
      ...contents.map((c, i) => ({ absolute: join(folder, String(i)), size: c.length })),
      { absolute: join(folder, 'none'), size: 1 },
      { absolute: join(folder, '0'), size: 3, others: ['git-blob-sha1', 'blake2b-512', 'md5'] as const },
    ]
    let bytes = 0
    const results = await digestFiles(tasks, {
      workers: 2,
      signal: new AbortController().signal,
      cache: NO_CACHE,
      onBytes: (n) => (bytes += n),
    })
    const hex = (data: Buffer): string => `sha256:${createHash('sha256').update(data).digest('hex')}`
    assert.deepEqual(
      results.slice(0, 3).map((r) => r.outcome === 'hashed' && r.digest),
      contents.map(hex),
    )
    assert.equal(bytes, 3 + (110 << 20) + 3)
    assert.equal(results[3]?.outcome === 'failed' && results[3].reason, 'missing')
    assert.deepEqual(results[4]?.outcome === 'hashed' && results[4].others, {
      'git-blob-sha1': '43dd47ea691c90a5fa7827892c70241913351963',
      'blake2b-512': createHash('blake2b512').update('one').digest('hex'),
      md5: createHash('md5').update('one').digest('hex'),
    })
  })
})
