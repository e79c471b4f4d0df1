import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Listing } from '../integrity/listing.ts'
import { checkFiles, type CheckInput, type HashedFile } from './checks.ts'

const hex = (c: string): string => c.repeat(64)

function file(path: string, c = 'a', over: Partial<HashedFile> = {}): HashedFile {
  return { path, aliases: [], size: 1, digest: `sha256:${hex(c)}`, ...over }
}

function listing(over: Partial<Listing> & Pick<Listing, 'digests'>): Listing {
  return { kind: 'sha256sums-file', source: 'm/SHA256SUMS', cameWithBytes: true, gaps: [], ...over }
}

function verdicts(over: Partial<CheckInput>): string[] {
  const covering = { hubFolders: [], locked: new Map() }
  const input = { files: [], manifests: [], records: [], listings: [], covering, ...over }
  return checkFiles(input).map(({ check }) => `${check.path} ${check.verdict} ${check.authority}`)
}

describe('checks of files', () => {
  it('against a list that came with them are consistent at best', () => {
    const digests = [
      { name: 'm/a.gguf', algorithm: 'sha256', hex: hex('a'), line: 1 },
      { name: 'm/b.gguf', algorithm: 'sha256', hex: hex('c'), line: 2 },
      { name: 'm/c.gguf', algorithm: 'sha512', hex: 'd'.repeat(128), line: 3 },
    ] as const
    const files = [file('m/a.gguf'), file('m/b.gguf', 'b'), file('m/c.gguf')]
    assert.deepEqual(verdicts({ files, listings: [listing({ digests })] }), [
      'm/a.gguf consistent sha256sums-file m/SHA256SUMS',
      'm/b.gguf mismatch sha256sums-file m/SHA256SUMS',
      'm/c.gguf unchecked sha256sums-file m/SHA256SUMS',
    ])
    const others = { sha512: 'd'.repeat(128) }
    const hashed = files.map((f) => ({ ...f, others }))
    assert.ok(
      verdicts({ files: hashed, listings: [listing({ digests })] }).includes(
        'm/c.gguf consistent sha256sums-file m/SHA256SUMS',
      ),
    )
  })

  it('against a lock in force are what they were when they were locked', () => {
    const verifiedBy = 'sha256sums-file https://example.org/SHA256SUMS, 2026-11-20'
    const digests = [
      { name: 'a.gguf', algorithm: 'sha256', hex: hex('a'), verifiedBy },
      { name: 'b.gguf', algorithm: 'sha256', hex: hex('a') },
      { name: 'c.gguf', algorithm: 'sha256', hex: hex('a'), verifiedBy },
    ] as const
    const lock = listing({ kind: 'assay-lock', source: 'assay.lock', cameWithBytes: false, digests })
    const files = [file('a.gguf'), file('b.gguf'), file('c.gguf', 'b'), file('evil.py'), file('notes.md')]
    const covering = { hubFolders: [], locked: new Map(files.map((f) => [f.path, 'assay.lock'])) }
    assert.deepEqual(verdicts({ files, listings: [lock], covering }), [
      `a.gguf verified ${verifiedBy} (assay-lock assay.lock)`,
      'b.gguf consistent assay-lock assay.lock',
      `c.gguf mismatch ${verifiedBy} (assay-lock assay.lock)`,
      'evil.py unpublished assay-lock assay.lock',
    ])
  })

  it('are left out where nobody could be expected to say anything', () => {
    assert.deepEqual(verdicts({ files: [file('m/a.gguf'), file('m/b.py')] }), [])
  })

  it('find loadable files that a list beside them or a hub does not know', () => {
    const digests = [{ name: 'm/a.gguf', algorithm: 'sha256', hex: hex('a') }] as const
    const files = [file('m/a.gguf'), file('m/b.py'), file('m/README.md'), file('elsewhere/c.py')]
    assert.deepEqual(verdicts({ files, listings: [listing({ digests })] }), [
      'm/a.gguf consistent sha256sums-file m/SHA256SUMS',
      'm/b.py unpublished sha256sums-file m/SHA256SUMS',
    ])
    const expected = { algorithm: 'sha256', hex: hex('a'), says: 'download record' } as const
    const hub = [file('h/model.safetensors', 'a', { expected }), file('h/modeling.py')]
    const covering = { hubFolders: ['h'], locked: new Map() }
    assert.deepEqual(verdicts({ files: hub, covering }), [
      'h/model.safetensors consistent hf-lfs-oid',
      'h/modeling.py unpublished hf-git-oid',
    ])
    // A cache without links names no blobs: nothing is known of any of its files.
    assert.deepEqual(verdicts({ files: [file('h/modeling.py')], covering }), [])
  })
})
