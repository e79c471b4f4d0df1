import type { Lock } from '../../lock/lock.ts'
import type { ResultDocument } from '../result-document.ts'
import { descriptor, type NamedBytes } from '../write-statement.ts'

/** Who vouched for what when it was locked; the locked files are the subjects. */
export function lockPredicate({ name, digest }: ResultDocument, lock: Lock): unknown {
  const { id, generation, roots, artifacts } = lock
  return {
    lock: { ...descriptor({ name, digest }), mediaType: 'application/json' },
    id,
    generation,
    contentDigest: lock.digest,
    roots,
    artifacts: artifacts.map(({ path, purl, revision, size, verdict, authority, date }) => ({
      path,
      ...(purl !== undefined && { purl }),
      ...(revision !== undefined && { revision }),
      size,
      verdict,
      ...(authority && { authority }),
      date,
    })),
  }
}

export function lockedFiles({ artifacts }: Lock): readonly NamedBytes[] {
  return artifacts.map(({ path, sha256 }) => ({ name: path, digest: sha256 }))
}
