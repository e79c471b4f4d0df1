import { posix } from 'node:path'
import type { Listing, Origin } from '../../integrity/listing.ts'
import { readListing } from '../../integrity/listings/read-listing.ts'
import { STATED_BY_PAGE } from '../../integrity/origin/independence.ts'
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
  const { origin: answered, sentBy } = originOfDocument(document)
  const listing = readListing({
    content: bytes,
    source,
    cameWithBytes,
    checkpoint,
    ...(answered && { origin: answered }),
  })
  if (listing.digests.length === 0) {
    const [gap] = listing.gaps
    throw malformed(`states no checksum that could be understood${gap ? ` (${gap.detail})` : ''}`)
  }
  return { ...listing, ...(sentBy && { sentBy }) }
}

const PAGE = 'address of the page'

/** Who answered, and who was asked where that is another place. */
function originOfDocument({ source, address }: AuthorityDocument): Pick<Listing, 'origin' | 'sentBy'> {
  const origin = address === undefined ? undefined : originOf(address, PAGE)
  const asked = address === undefined ? undefined : originOf(source, PAGE)
  return {
    ...(origin && { origin }),
    ...(origin && asked && asked.host !== origin.host && { sentBy: asked }),
  }
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
  const { origin: answered, sentBy } = originOfDocument(document)
  if (sentBy) throw malformed('was asked in one place and answered in another: name the one that answers')
  // Who gave a file its content, nothing tells. What was fetched is the word of the server that answered.
  const origin: Origin = answered ?? { host, ...(namespace && { namespace }), known: STATED_BY_PAGE }
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
  document: AuthorityDocument,
  files: readonly { readonly path: string }[],
): Listing {
  const { bytes, source, cameWithBytes } = document
  const manifest = jsonOf(bytes)
  const media = [
    textOf(manifest, 'mediaType') ?? '',
    JSON.stringify(fieldOf(manifest, 'config') ?? {}),
  ].join()
  const layers = [...(listOf(manifest, 'layers') ?? []), fieldOf(manifest, 'config')].flatMap((layer) => {
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
    ...originOfDocument(document),
    gaps: [],
  }
}

function nameOfBlob(hex: string, files: readonly { readonly path: string }[]): string {
  const stored = files.find(({ path }) => path.endsWith(`sha256-${hex}`) || path.endsWith(`sha256/${hex}`))
  return stored?.path ?? `sha256-${hex}`
}

/** A pointer that was kept: it is about the only file, or about the one that bears its name. */
export function pointerListing(
  document: AuthorityDocument,
  files: readonly { readonly path: string }[],
): Listing {
  const { bytes, source, cameWithBytes } = document
  const pointer = parseLfsPointer(bytes)
  if (!pointer) throw malformed('is no LFS pointer')
  const own = posix.basename(source).replace(/\.(?:lfs|pointer|txt)$/, '')
  const name = files.length === 1 ? files[0]!.path : own
  return {
    kind: 'lfs-pointer',
    source,
    digests: [{ name, algorithm: 'sha256', hex: pointer.sha256, size: pointer.size }],
    cameWithBytes,
    ...originOfDocument(document),
    gaps: [],
  }
}
