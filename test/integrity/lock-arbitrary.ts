import fc from 'fast-check'
import { AUTHORITY_KINDS, CHECKSUM_VERDICTS } from '../../src/model/checksum.ts'
import type { Digest } from '../../src/model/identity.ts'
import { sealed } from '../../src/integrity/lock/canonical.ts'
import { LOCK_SCHEMA, type Lock, type LockedArtifact } from '../../src/integrity/lock/lock.ts'
import { isUnder, lockPathProblem } from '../../src/integrity/lock/lock-path.ts'

const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((d) => d.join(''))
const digest: fc.Arbitrary<Digest> = hex(64).map((h): Digest => `sha256:${h}`)
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((t) => t.isWellFormed())
const part = fc.oneof(
  fc.constantFrom(
    'models',
    'm',
    'model.safetensors',
    'a b',
    'é',
    '\u202egnp.py',
    '$',
    '__proto__',
    '😀',
    '\ufffd',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
)
/** Any path that a lock may name. */
export const anyLockPath: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('', '', '', '$HF_HUB_CACHE/'), fc.array(part, { minLength: 1, maxLength: 4 }))
  .map(([root, parts]) => root + parts.join('/'))
  .filter((path) => lockPathProblem(path) === undefined)

const authority = fc.record(
  {
    kind: fc.constantFrom(...AUTHORITY_KINDS),
    source: text,
    signer: text,
    says: fc.oneof(
      digest,
      hex(40).map((h) => `git-blob-sha1:${h}`),
    ),
  },
  { requiredKeys: ['kind', 'source', 'says'], noNullPrototype: true },
)
const artifact = (path: fc.Arbitrary<string>): fc.Arbitrary<LockedArtifact> =>
  fc.record(
    {
      path,
      purl: text,
      revision: text,
      size: fc.maxSafeNat().map((n) => n % 2 ** 48),
      sha256: digest,
      link: text,
      authority,
      verdict: fc.constantFrom(...CHECKSUM_VERDICTS),
      date: fc.constantFrom('2026-01-31', '2026-11-26'),
    },
    { requiredKeys: ['path', 'size', 'sha256', 'verdict', 'date'], noNullPrototype: true },
  )

/** Any lock that Assay could write. */
export const anyLock: fc.Arbitrary<Lock> = fc
  .record({
    id: hex(32),
    generation: fc.integer({ min: 1, max: 2 ** 40 }),
    roots: fc.uniqueArray(anyLockPath, { maxLength: 3 }),
    artifacts: fc.uniqueArray(artifact(anyLockPath), { maxLength: 6, selector: (a) => a.path }),
  })
  .map(({ roots, artifacts, ...lock }) => {
    const others = artifacts.map((a) => a.path).filter((p) => !roots.some((root) => isUnder(p, root)))
    return sealed({ schema: LOCK_SCHEMA, ...lock, roots: [...roots, ...others], artifacts })
  })
