import type { PublishedDigest } from '../../model/checksum.ts'
import { authorityRefusals } from './check.ts'
import type { Lock, LockedArtifact } from './lock.ts'

/** What a lock says of the bytes of its artifacts, by the paths that it names them by. */
export function lockedDigests({ artifacts }: Pick<Lock, 'artifacts'>): PublishedDigest[] {
  return artifacts.map((artifact): PublishedDigest => {
    const verifiedBy = vouchedBy(artifact)
    return {
      name: artifact.path,
      algorithm: 'sha256',
      hex: artifact.sha256.slice('sha256:'.length),
      size: artifact.size,
      ...(verifiedBy !== undefined && { verifiedBy }),
    }
  })
}

/** Who had verified the locked bytes, and when. An entry that contradicts itself has nobody to speak for it. */
function vouchedBy(artifact: LockedArtifact): string | undefined {
  const { authority, verdict, date } = artifact
  if (verdict !== 'verified' || !authority || authorityRefusals(artifact).length > 0) return undefined
  const { kind, source, signer } = authority
  const who = [kind, source].filter((part) => part !== '').join(' ')
  return `${who}${signer === undefined ? '' : ` by ${signer}`}, ${date}`
}
