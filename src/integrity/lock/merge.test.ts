import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChecksumVerdict } from '../../model/checksum.ts'
import { sealed } from './canonical.ts'
import { LOCK_SCHEMA, type Lock, type LockedArtifact } from './lock.ts'
import { lostAuthorities, mergeLock, type FoundArtifact, type MergedLock } from './merge.ts'

const found = (digit: string, verdict: ChecksumVerdict, says = digit): FoundArtifact => ({
  path: 'm/a.gguf',
  size: 3,
  sha256: `sha256:${digit.repeat(64)}`,
  ...((verdict === 'verified' || verdict === 'consistent') && {
    authority: { kind: 'release-page', source: `page ${verdict}`, says: `sha256:${says.repeat(64)}` },
  }),
  verdict,
})
const lockOf = (...artifacts: readonly FoundArtifact[]): Lock =>
  sealed({
    schema: LOCK_SCHEMA,
    id: '0'.repeat(32),
    generation: 7,
    roots: ['m'],
    artifacts: artifacts.map((a): LockedArtifact => ({ ...a, date: '2020-01-01' })),
  })
const merge = (
  old: Lock | undefined,
  now: readonly FoundArtifact[],
  accepted: readonly string[] = [],
): MergedLock =>
  mergeLock({
    ...(old && { old }),
    newId: 'f'.repeat(32),
    roots: ['m'],
    looked: ['m'],
    found: now,
    accepted,
    today: '2026-11-26',
  })

describe('the next version of a lock', () => {
  it('of nothing is version 1', () => {
    const { lock, changes, refusals } = merge(undefined, [found('a', 'unpublished')])
    assert.deepEqual([lock.generation, lock.id, refusals.length], [1, 'f'.repeat(32), 0])
    assert.deepEqual(
      changes.map((c) => c.kind),
      ['added'],
    )
  })

  it('is the same one when nothing changed, also when nobody was asked again', () => {
    const old = lockOf(found('a', 'verified'))
    for (const verdict of ['verified', 'consistent', 'unpublished', 'unchecked'] as const)
      assert.deepEqual(merge(old, [found('a', verdict)]).lock, old, verdict)
  })

  it('takes a better authority for the same bytes, and keeps their date', () => {
    const { lock, changes } = merge(lockOf(found('a', 'consistent')), [found('a', 'verified')])
    assert.equal(lock.generation, 8)
    assert.equal(lock.artifacts[0]?.date, '2020-01-01')
    assert.equal(lock.artifacts[0].authority?.source, 'page verified')
    assert.deepEqual(
      changes.map((c) => c.kind),
      ['changed'],
    )
  })

  const changed: readonly (readonly [was: ChecksumVerdict, is: ChecksumVerdict, code: string | undefined])[] =
    [
      ['verified', 'verified', undefined],
      ['verified', 'consistent', 'authority-missing'],
      ['verified', 'unpublished', 'authority-missing'],
      ['consistent', 'verified', undefined],
      ['consistent', 'consistent', undefined],
      ['consistent', 'unchecked', 'authority-missing'],
      ['unpublished', 'unpublished', undefined],
      ['unpublished', 'mismatch', 'authority-mismatch'],
    ]
  for (const [was, is, code] of changed)
    it(`changed bytes: ${was}, now ${is}: ${code ?? 'accepted'}`, () => {
      const { refusals } = merge(lockOf(found('a', was)), [found('b', is)])
      assert.deepEqual(
        refusals.map((r) => r.code),
        code === undefined ? [] : [code],
      )
      const accepted = merge(lockOf(found('a', was)), [found('b', is)], ['m'])
      assert.equal(accepted.refusals.length, is === 'mismatch' ? 1 : 0)
      assert.equal(accepted.lock.artifacts[0]?.date, '2026-11-26')
    })

  it('keeps nothing of an entry whose authority speaks of other bytes', () => {
    const edited = lockOf(found('b', 'verified', 'a'))
    assert.deepEqual(
      merge(edited, [found('b', 'unpublished')]).refusals.map((r) => r.code),
      ['authority-missing'],
    )
    const { lock } = merge(edited, [found('b', 'verified')])
    assert.equal(lock.artifacts[0]?.authority?.says, `sha256:${'b'.repeat(64)}`)
  })

  it('leaves alone what was not looked at, and drops what is under no root', () => {
    const old = sealed({
      ...lockOf(found('a', 'verified')),
      roots: ['m', 'n', 'gone'],
      artifacts: ['m/a', 'n/b', 'gone/c'].map((path): LockedArtifact => ({
        ...found('a', 'verified'),
        path,
        date: '2020-01-01',
      })),
    })
    const { lock, changes } = mergeLock({
      old,
      newId: '',
      roots: ['m', 'n'],
      looked: ['m'],
      found: [],
      accepted: [],
      today: '2026-11-26',
    })
    assert.deepEqual(
      lock.artifacts.map((a) => a.path),
      ['n/b'],
    )
    assert.deepEqual(
      changes.map((c) => `${c.kind} ${c.path}`),
      ['removed gone/c', 'removed m/a'],
    )
  })

  it('shows where authorities were lost between two locks', () => {
    const later = lockOf(found('b', 'unpublished'))
    assert.deepEqual(
      lostAuthorities(lockOf(found('a', 'verified')), later, []).map((r) => r.code),
      ['authority-missing'],
    )
    assert.deepEqual(lostAuthorities(lockOf(found('a', 'verified')), later, ['m/a.gguf']), [])
    assert.deepEqual(lostAuthorities(later, later, []), [])
  })
})
