import { posix } from 'node:path'
import type { Listing, Origin } from '../../integrity/listing.ts'
import { readListing } from '../../integrity/listings/read-listing.ts'
import { originOf } from '../../integrity/origin/origin-of.ts'
import { readRepositoryTree } from '../../intel/hub/repository-tree.ts'
import { malformed } from '../../model/read-error.ts'
import { parseLfsPointer } from '../../sources/lfs-pointer.ts'
import { jsonOf, type AuthorityDocument } from './authority-document.ts'
import type { ExaminedTree } from './examined-tree.ts'
import { downloadName, knownRepositories, type HubTarget } from './hub-target.ts'
import type { HubEndpoint } from './hub-words.ts'
import { repositoryWords, type RepositoryWords } from './repository-words.ts'
import { fieldOf, listOf, textOf } from './json-field.ts'

/** A list of checksums, a page, a card. Throws `ReadError` when it states none. */
export function textListing(document: AuthorityDocument, checkpoint: () => void): Listing {
  const { bytes, source, cameWithBytes } = document
  const listing = readListing({
    content: bytes,
    source,
    cameWithBytes,
    checkpoint,
    ...originOfDocument(document),
  })
  if (listing.digests.length === 0) {
    const [gap] = listing.gaps
    throw malformed(`states no checksum that could be understood${gap ? ` (${gap.detail})` : ''}`)
  }
  return listing
}

function originOfDocument({ address }: AuthorityDocument): { readonly origin?: Origin } {
  const origin = address === undefined ? undefined : originOf(address, 'address of the page')
  return origin ? { origin } : {}
}

/** An answer of the hub that was saved: its entries are the files of one repository. */
export function savedTree(
  document: AuthorityDocument,
  examined: ExaminedTree,
  { host }: HubEndpoint,
): Omit<RepositoryWords, 'gaps'> {
  const { bytes, source, cameWithBytes } = document
  const json = jsonOf(bytes)
  const { files } = readRepositoryTree(json) ?? { files: [] }
  const name = textOf(json, 'id') ?? textOf(json, 'modelId')
  const namespace = name?.includes('/') === true ? name.split('/')[0] : undefined
  const origin: Origin = { host, ...(namespace && { namespace }), known: 'saved answer of the hub' }
  const found = repositoryWords(
    { files, source, origin, cameWithBytes },
    savedTarget(name, examined, host),
    examined,
  )
  // A bare list may be an answer about a few paths alone.
  return Array.isArray(json) ? { ...found, strangers: new Map() } : found
}

function savedTarget(
  name: string | undefined,
  examined: ExaminedTree,
  host: string,
): Pick<HubTarget, 'nameOf'> {
  const known = knownRepositories(examined, host)
  const named = known.filter((t) => name === undefined || t.name.toLowerCase() === name.toLowerCase())
  return named.length === 1 ? named[0]! : { nameOf: downloadName(examined) }
}

/** Manifest of an OCI image or of Ollama: layers have titles, or bear their digests as names, or are the only one. */
export function manifestListing(
  { bytes, source, cameWithBytes }: AuthorityDocument,
  files: readonly { readonly path: string }[],
): Listing {
  const document = jsonOf(bytes)
  const media = [
    textOf(document, 'mediaType') ?? '',
    JSON.stringify(fieldOf(document, 'config') ?? {}),
  ].join()
  const layers = [...(listOf(document, 'layers') ?? []), fieldOf(document, 'config')].flatMap((layer) => {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(textOf(layer, 'digest') ?? '')?.[1]
    if (hex === undefined) return []
    const title = textOf(fieldOf(layer, 'annotations'), 'org.opencontainers.image.title')
    return [{ hex, title, type: textOf(layer, 'mediaType') ?? '' }]
  })
  const isOllama =
    layers.some(({ type }) => type.startsWith('application/vnd.ollama.')) || /ollama/.test(media)
  const models = layers.filter(({ type }) => type === 'application/vnd.ollama.image.model')
  const only = files.length === 1 && models.length === 1 ? models[0] : undefined
  return {
    kind: isOllama ? 'ollama-manifest' : 'oci-digest',
    source,
    digests: layers.map((layer) => ({
      name: layer === only ? files[0]!.path : (layer.title ?? nameOfBlob(layer.hex, files)),
      algorithm: 'sha256',
      hex: layer.hex,
    })),
    cameWithBytes,
    gaps: [],
  }
}

function nameOfBlob(hex: string, files: readonly { readonly path: string }[]): string {
  const stored = files.find(({ path }) => path.endsWith(`sha256-${hex}`) || path.endsWith(`sha256/${hex}`))
  return stored?.path ?? `sha256-${hex}`
}

/** A pointer that was kept: it is about the only file, or about the one that bears its name. */
export function pointerListing(
  { bytes, source, cameWithBytes }: AuthorityDocument,
  files: readonly { readonly path: string }[],
): Listing {
  const pointer = parseLfsPointer(bytes)
  if (!pointer) throw malformed('is no LFS pointer')
  const own = posix.basename(source).replace(/\.(?:lfs|pointer|txt)$/, '')
  const name = files.length === 1 ? files[0]!.path : own
  return {
    kind: 'lfs-pointer',
    source,
    digests: [{ name, algorithm: 'sha256', hex: pointer.sha256, size: pointer.size }],
    cameWithBytes,
    gaps: [],
  }
}
