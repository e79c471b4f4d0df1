import type { Distribution, InventoryItem } from '../../model/component.ts'
import { parsePurl, purl } from '../../names/purl.ts'
import { isPlain } from '../plain-text.ts'
import type { Property } from '../properties.ts'
import { addressOf, isAddress } from './address.ts'
import type { CycloneDxVersion, ExternalReference } from './document.ts'
import { writtenHash } from './hashes.ts'
import { note, noted } from './notes.ts'

/** One reference for every file under which a component is published, each with its own hashes. */
export function distributionReferences(item: InventoryItem, version: CycloneDxVersion): ExternalReference[] {
  return item.distributions.map((distribution) => distributionReference(distribution, item, version))
}

function distributionReference(
  distribution: Distribution,
  { identity }: InventoryItem,
  version: CycloneDxVersion,
): ExternalReference {
  const { filename, url, size, uploadedAt, hashes } = distribution
  const address = url === undefined ? undefined : addressOf(url)
  const written = hashes.flatMap((h) => writtenHash(h) ?? [])
  const notes: Property[] = [
    ...(filename === undefined ? [] : [note('distribution:filename', filename)]),
    ...(size === undefined ? [] : [note('distribution:size', String(size))]),
    ...(uploadedAt === undefined ? [] : [note('distribution:uploaded-at', uploadedAt)]),
    ...(url === undefined ? [note('distribution:address', 'unknown')] : []),
    ...(url !== undefined && address !== url ? [note('distribution:url', url)] : []),
    ...(written.length < hashes.length
      ? hashes.map((h) => note('distribution:hash', `${h.algorithm}:${h.value}`))
      : []),
  ]
  return {
    url: address ?? standIn(distribution, identity.purl),
    ...noted(version, notes),
    type: 'distribution',
    ...(written.length > 0 && { hashes: written }),
  }
}

/**
 * The field is mandatory, and locks often state a hash and no address. The package URL then names the file, by
 * the qualifiers that its standard has for that; else the file name stands alone, relative to nowhere.
 */
function standIn({ filename, hashes }: Distribution, identity: string | undefined): string {
  const parts = identity !== undefined && isPlain(identity) ? parsePurl(identity) : undefined
  const name = filename !== undefined && filename.isWellFormed() && isPlain(filename) ? filename : ''
  if (parts) {
    const checksum = hashes
      .filter((h) => writtenHash(h))
      .map((h) => `${h.algorithm}:${h.value}`)
      .join(',')
    const named = purl({
      ...parts,
      qualifiers: { ...parts.qualifiers, ...(name ? { file_name: name } : { checksum }) },
    })
    if (isAddress(named)) return named
  }
  return name ? encodeURIComponent(name) : 'about:invalid'
}
