import type { Distribution, InventoryItem } from '../../model/component.ts'
import { isPlain } from '../plain-text.ts'
import type { Property } from '../properties.ts'
import { addressOf } from './address.ts'
import type { CycloneDxVersion, ExternalReference } from './document.ts'
import { HASHES, writtenHash } from './hashes.ts'
import { note, noted } from './notes.ts'

/** One reference for every file under which a component is published, each with its own hashes. */
export function distributionReferences(item: InventoryItem, version: CycloneDxVersion): ExternalReference[] {
  return item.distributions.map((distribution) => distributionReference(distribution, version))
}

function distributionReference(distribution: Distribution, version: CycloneDxVersion): ExternalReference {
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
    url: address ?? standIn(distribution),
    ...noted(version, notes),
    type: 'distribution',
    ...(written.length > 0 && { hashes: written }),
  }
}

/**
 * The field is mandatory, and locks often state a hash and no address: then the file name stands alone, relative
 * to nowhere, else the name that RFC 6920 gives to bytes of that hash. Never an address that nobody stated.
 */
function standIn({ filename, hashes }: Distribution): string {
  if (filename !== undefined && isPlain(filename) && filename !== '') return encodeURIComponent(filename)
  for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
    const hash = hashes.find((h) => h.algorithm === algorithm && writtenHash(h))
    if (hash)
      return `ni:///${HASHES[algorithm].alg.toLowerCase()};${Buffer.from(hash.value, 'hex').toString('base64url')}`
  }
  return 'about:invalid'
}
