import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../../../model/context.ts'
import type { Gap } from '../../../model/finding.ts'
import type { FileRecord } from '../../../model/record.ts'
import { lockText, sealed } from '../canonical.ts'
import type { LockedArtifact } from '../lock.ts'
import { assayLock } from './discoverer.ts'

const a = 'a'.repeat(64)
const b = 'b'.repeat(64)
const artifact: LockedArtifact = {
  path: 'm/model.gguf',
  size: 7,
  sha256: `sha256:${a}`,
  authority: { kind: 'sha256sums-file', source: 'https://example.org/SHA256SUMS', says: `sha256:${a}` },
  verdict: 'verified',
  date: '2026-11-20',
}

function lock(...artifacts: readonly LockedArtifact[]): string {
  return lockText(
    sealed({ schema: 'assay/lock/1', id: '0'.repeat(32), generation: 1, roots: ['m'], artifacts }),
  )
}

function read(text: string): { records: FileRecord[]; gaps: Gap[] } {
  const ctx: Context = {
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
    checkpoint: () => {},
    countMembers: () => {},
    countInflated: () => {},
    defer: () => {},
  }
  const seen = [...assayLock.read({ path: 'assay.lock', bytes: memoryBytes(Buffer.from(text)) }, ctx)]
  return {
    records: seen.flatMap((s) => (s.kind === 'facts' ? [...assayLock.records!(s.facts, 'assay.lock')] : [])),
    gaps: seen.flatMap((s) => (s.kind === 'gap' ? [s.gap] : [])),
  }
}

function digestsOf(text: string): readonly object[] {
  const [record] = read(text).records
  return record?.kind === 'listing' ? record.digests : []
}

describe('assay.lock in a tree', () => {
  it('says digests, sizes, and who had verified them when', () => {
    const { records, gaps } = read(lock(artifact))
    assert.deepEqual(gaps, [])
    assert.deepEqual(records, [
      {
        kind: 'listing',
        authority: 'assay-lock',
        digests: [
          {
            name: 'm/model.gguf',
            algorithm: 'sha256',
            hex: a,
            size: 7,
            verifiedBy: 'sha256sums-file https://example.org/SHA256SUMS, 2026-11-20',
          },
        ],
        roots: ['m'],
      },
    ])
  })

  it('has nobody verify what contradicts its authority or was only consistent', () => {
    for (const changed of [
      { ...artifact, sha256: `sha256:${b}` as const },
      { ...artifact, verdict: 'consistent' as const },
    ])
      assert.deepEqual(digestsOf(lock(changed)), [
        { name: 'm/model.gguf', algorithm: 'sha256', hex: changed.sha256.slice(7), size: 7 },
      ])
  })

  it('is a gap when it was edited or is broken', () => {
    for (const text of [
      lock(artifact).replace(a, b),
      '{}',
      '{"schema":"assay/lock/9"}',
      lock(artifact).slice(0, -9),
    ]) {
      const { records, gaps } = read(text)
      assert.deepEqual([records.length, gaps.length], [0, 1], text.slice(0, 30))
    }
  })
})
