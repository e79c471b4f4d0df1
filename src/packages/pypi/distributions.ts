import type { Distribution, Hash, HashAlgorithm } from '../../model/component.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { tableOf, textOf, type Table } from './toml.ts'

/** Hexadecimal digits of each algorithm. */
const DIGITS: Readonly<Record<HashAlgorithm, number>> = {
  sha256: 64,
  sha384: 96,
  sha512: 128,
  sha1: 40,
  md5: 32,
  'blake2b-256': 64,
  'blake2b-512': 128,
  blake3: 64,
}

/** Reads `sha256:…`; undefined for what is no hash of a kind that is recorded. */
export function hashOf(text: unknown): Hash | undefined {
  if (typeof text !== 'string') return undefined
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : namedHash(text.slice(0, colon), text.slice(colon + 1))
}

export function namedHash(name: string, value: unknown): Hash | undefined {
  const algorithm = name.toLowerCase().replace(/^blake2b$|^blake2b_256$/, 'blake2b-256')
  if (typeof value !== 'string' || !Object.hasOwn(DIGITS, algorithm)) return undefined
  const known = algorithm as HashAlgorithm
  const hex = value.trim().toLowerCase()
  return hex.length === DIGITS[known] && /^[0-9a-f]+$/.test(hex)
    ? { algorithm: known, value: hex }
    : undefined
}

/** A distribution as the locks of uv, poetry, pdm and PEP 751 write it. */
export function distributionOf(value: unknown): Distribution | undefined {
  const table = tableOf(value)
  if (!table) return undefined
  const address = textOf(table['url'])
  const path = textOf(table['path'])
  const filename =
    textOf(table['file']) ?? textOf(table['filename']) ?? textOf(table['name']) ?? fileName(address ?? path)
  const { size } = table
  const uploadedAt = instantOf(table['upload-time'])
  return {
    ...(filename && { filename: fileName(filename) ?? filename }),
    ...(address && { url: withoutCredentials(address) }),
    hashes: hashesOf(table),
    ...(typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 && { size }),
    ...(uploadedAt && { uploadedAt }),
  }
}

function hashesOf(table: Table): readonly Hash[] {
  const single = hashOf(table['hash'])
  if (single) return [single]
  const several = tableOf(table['hashes'])
  return several ? Object.entries(several).flatMap(([name, value]) => namedHash(name, value) ?? []) : []
}

/** Last segment of an address or path. An address without a path has none: its host may carry a password. */
export function fileName(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const end = address.search(/[?#]/)
  const path = end < 0 ? address : address.slice(0, end)
  const slash = path.lastIndexOf('/')
  if (path.includes('://') && slash < path.indexOf('://') + 3) return undefined
  const name = path.slice(slash + 1)
  if (!name.includes('%')) return name || undefined
  try {
    return decodeURIComponent(name) || undefined
  } catch {
    return name
  }
}

/** TOML instants and ISO text as ISO 8601 UTC to the second; text without an offset is of an unknown instant. */
function instantOf(value: unknown): string | undefined {
  if (typeof value === 'string' && !/^\d{4}-\d\d-\d\d[T ][\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)$/.test(value))
    return undefined
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined
  const time = new Date(value).getTime()
  if (!Number.isFinite(time)) return undefined
  const text = new Date(time).toISOString()
  return text.length === 24 ? `${text.slice(0, 19)}Z` : undefined
}
