import type { Digest } from '../../model/identity.ts'
import { sha256 } from '../../model/identity.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Lock, LockedArtifact, LockedAuthority } from './lock.ts'

/** Everything in a lock that its digest is about. */
export type LockContent = Omit<Lock, 'digest'>

/** The one text of a lock: `Lock` says how it is written. Characters that a reviewer would not see are escapes. */
export function lockText({ digest, ...content }: Lock): string {
  return visibleJson(ordered(content, digest))
}

/** SHA-256 of the text without its `digest` line. */
export function lockDigest(content: LockContent): Digest {
  return sha256(visibleJson(ordered(content)))
}

export function sealed(content: LockContent): Lock {
  const { schema, id, generation } = content
  const roots = [...new Set(content.roots)].toSorted(byCodePoint)
  const artifacts = content.artifacts.toSorted((a, b) => byCodePoint(a.path, b.path))
  const sorted = { schema, id, generation, roots, artifacts }
  return { ...sorted, digest: lockDigest(sorted) }
}

/** The order of UTF-8 bytes, in which Python and databases sort too; UTF-16 units have another one. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    const [highX, highY] = [x >= 0xd800 && x < 0xe000, y >= 0xd800 && y < 0xe000]
    return highX === highY ? x - y : highX ? 1 : -1
  }
  return a.length - b.length
}

/** JSON writes keys in the order in which they were set, and leaves out what is undefined. */
function ordered({ schema, id, generation, roots, artifacts }: LockContent, digest?: Digest): object {
  return {
    schema,
    id,
    generation,
    digest,
    roots: roots.toSorted(byCodePoint),
    artifacts: artifacts.toSorted((a, b) => byCodePoint(a.path, b.path)).map(orderedArtifact),
  }
}

function orderedArtifact(artifact: LockedArtifact): object {
  const { path, purl, revision, size, link, authority, verdict, date } = artifact
  const vouched = authority && orderedAuthority(authority)
  return { path, purl, revision, size, sha256: artifact.sha256, link, authority: vouched, verdict, date }
}

function orderedAuthority({ kind, source, signer, says }: LockedAuthority): object {
  return { kind, source, signer, says }
}
