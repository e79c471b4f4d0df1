import type { Descriptor, NamedBytes } from '../../../integrity/attestations/write-statement.ts'
import type { Lock } from '../../../integrity/lock/lock.ts'
import type { InventoryItem } from '../../../model/component.ts'
import type { Bom } from '../../../sbom/bom.ts'

/** The files that a bill of materials is about, else the components that it knows by their bytes. */
export function bytesOfBom({ inventory }: Bom): readonly NamedBytes[] {
  const paths = new Set(inventory.artifacts.map(({ path }) => path))
  const files = inventory.artifacts.flatMap(({ path, digest }) => {
    const isMember = [...path.matchAll(/!/g)].some(({ index }) => paths.has(path.slice(0, index)))
    return digest === undefined || isMember ? [] : [{ name: path, digest }]
  })
  if (files.length > 0) return files
  return inventory.items.flatMap(({ name, identity: { purl, digest } }) =>
    digest === undefined ? [] : [{ name: purl ?? name, digest }],
  )
}

/** What went into a build, as far as it is named by a package URL or known by its bytes. */
export function dependenciesOfBom({ inventory }: Bom): readonly Descriptor[] {
  return inventory.items.flatMap(dependencyOf)
}

function dependencyOf({
  name,
  identity: { purl, digest },
  distributions,
}: InventoryItem): readonly Descriptor[] {
  const [only, another] = distributions
  // Of several files that a version is published as, nobody knows which one was taken.
  const hash = another ? undefined : only?.hashes.find(({ algorithm }) => algorithm === 'sha256')
  const sha256 = digest?.slice('sha256:'.length) ?? hash?.value
  if (purl === undefined && sha256 === undefined) return []
  return [
    { name, ...(purl !== undefined && { uri: purl }), ...(sha256 !== undefined && { digest: { sha256 } }) },
  ]
}

export function dependenciesOfLock({ artifacts }: Lock): readonly Descriptor[] {
  return artifacts.map(({ path, purl, revision, sha256 }) => ({
    name: path,
    ...(purl !== undefined && { uri: purl }),
    digest: { sha256: sha256.slice('sha256:'.length) },
    ...(revision !== undefined && { annotations: { revision } }),
  }))
}
