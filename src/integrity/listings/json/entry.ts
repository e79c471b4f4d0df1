import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../../bytes/json.ts'
import { labelled, type Labelled } from '../algorithm.ts'
import { baseName, looksLikeFile } from '../file-name.ts'
import { digestValues, type DigestValue } from './digest-value.ts'

/** What one JSON object says of one file. */
export interface Entry {
  readonly name?: string
  readonly digests: readonly DigestValue[]
  readonly size?: number
  /** It is an entry of the hub's own lists. */
  readonly ofHub: 'lfs' | 'git' | undefined
}

/** From the most exact on. */
const NAME_KEYS =
  'path rfilename filename file_name fileName file filepath file_path relative_path name asset artifact key url uri href browser_download_url download_url downloadUrl location'.split(
    ' ',
  )
const ADDRESS_KEYS: ReadonlySet<string> = new Set(NAME_KEYS.slice(NAME_KEYS.indexOf('url')))
const PLAIN_KEYS = /^(?:digest|checksum|hash|hashes|checksums|digests|integrity|sums|file_hash|filehash)$/i
const SIZE_KEYS = ['size', 'bytes', 'size_bytes', 'sizeInBytes', 'length', 'filesize', 'totalBytes']
const ALGORITHM_KEYS = ['algorithm', 'alg', 'algo', 'type', 'hash_type', 'checksumAlgorithm']
const VALUE_KEYS = ['value', 'content', 'hash', 'digest', 'checksum', 'checksumValue', 'hex', 'sum']

/** Whether a key says that its value is a digest of a file. */
export function isDigestKey(key: string): boolean {
  return PLAIN_KEYS.test(key) || labelOfKey(key) !== undefined
}

function labelOfKey(key: string): Labelled {
  const words = key.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').replaceAll(/[_-]+/g, ' ')
  return /^(?:\w+ )?(?:file |content )?(?:sha|md|blake|b2|b3|crc|xxh|xet)/i.test(words)
    ? labelled(words)
    : undefined
}

export function entryOf(object: JsonObject): Entry {
  const type = textOf(object, 'type')
  // The id of a folder is not one of content.
  if (type === 'directory' || type === 'tree') return { digests: [], ofHub: undefined }
  const { digests, ofHub } = digestsOf(object)
  const name = nameOf(object)
  const size = sizeOf(object)
  return { digests, ofHub, ...(name !== undefined && { name }), ...(size !== undefined && { size }) }
}

function nameOf(object: JsonObject): string | undefined {
  const found = NAME_KEYS.flatMap((key) => {
    const text = textOf(object, key)
    return text === undefined || text === '' ? [] : [{ key, text }]
  })
  // `name` may be a title where a path or an address tells more.
  const best = found.find(
    ({ key, text }) => !ADDRESS_KEYS.has(key) && (key !== 'name' || looksLikeFile(text)),
  )
  if (best) return best.text
  const address = found.find(({ key, text }) => ADDRESS_KEYS.has(key) && looksLikeFile(baseName(text)))
  return address ? decoded(baseName(address.text)) : found[0]?.text
}

function digestsOf(object: JsonObject): Pick<Entry, 'digests' | 'ofHub'> {
  const lfs = member(object, 'lfs')?.value
  if (isObject(lfs)) {
    // Beside it, `oid` and `blobId` are those of the pointer, and not of the content.
    const hex = textOf(lfs, 'sha256') ?? textOf(lfs, 'oid')
    return { digests: hex === undefined ? [] : digestValues(hex, 'sha256'), ofHub: 'lfs' }
  }
  const git = textOf(object, 'blobId') ?? textOf(object, 'blob_id') ?? textOf(object, 'oid')
  if (git !== undefined && /^[0-9a-f]{40}$/i.test(git))
    return { digests: [{ hex: git, label: 'git-blob-sha1' }], ofHub: 'git' }
  return { digests: object.members.flatMap((m) => valuesOf(m.key, m.value)), ofHub: undefined }
}

function valuesOf(key: string, value: JsonValue): DigestValue[] {
  const label = labelOfKey(key)
  if (label === undefined && !PLAIN_KEYS.test(key)) return []
  if (typeof value === 'string') return digestValues(value, label)
  if (isArray(value)) return value.items.slice(0, 20).flatMap((item) => itemValues(item, label))
  return isObject(value) ? itemValues(value, label) : []
}

/** `{"sha256": "…"}`, `{"algorithm": "SHA256", "value": "…"}`, `["sha256:…"]`. */
function itemValues(item: JsonValue, label: Labelled): DigestValue[] {
  if (typeof item === 'string') return digestValues(item, label)
  if (!isObject(item)) return []
  const algorithm = ALGORITHM_KEYS.map((key) => textOf(item, key)).find((text) => text !== undefined)
  const value = VALUE_KEYS.map((key) => textOf(item, key)).find((text) => text !== undefined)
  if (algorithm !== undefined && value !== undefined)
    return digestValues(value, labelled(algorithm) ?? 'unsupported')
  return item.members.flatMap((m) => {
    const own = labelOfKey(m.key)
    return typeof m.value === 'string' && own !== undefined ? digestValues(m.value, own) : []
  })
}

function sizeOf(object: JsonObject): number | undefined {
  for (const key of SIZE_KEYS) {
    const value = member(object, key)?.value
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  }
  return undefined
}

export function textOf(object: JsonObject, key: string): string | undefined {
  const value = member(object, key)?.value
  return typeof value === 'string' ? value : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
