import {
  isArray,
  isObject,
  member,
  type JsonDocument,
  type JsonObject,
  type JsonValue,
} from '../../../bytes/json.ts'
import type { AuthorityKind } from '../../../model/checksum.ts'
import { labelled } from '../algorithm.ts'
import type { Gathering } from '../gathering.ts'
import { digestValues } from './digest-value.ts'
import { entryOf, isDigestKey, textOf, type Entry } from './entry.ts'

/** Keys of maps that are not names of files, whatever their values look like. */
const NOT_A_NAME =
  /^(?:id|oid|blobId|blob_id|sha|commit|revision|version|ref|tree|token|nonce|signature|key|secret|uuid|guid|etag|xetHash|node_id|__proto__)$/i

/** What a JSON document publishes: lists of files, maps from names to digests, answers of hubs and forges. */
export function readJson(document: JsonDocument, out: Gathering): AuthorityKind | undefined {
  const kinds = new Set<AuthorityKind>()
  const { root, repeated } = document
  const refused = isObject(root) ? foreign(root) : undefined
  if (refused !== undefined) {
    out.gap(refused, undefined, 'unsupported')
    return undefined
  }
  for (const { key, line } of repeated.slice(0, 20))
    out.gap(`the key ${JSON.stringify(key.slice(0, 100))} stands twice in one object`, line)
  if (!isObject(root) || !manifest(root)) visit(root, undefined)
  // Files of repositories on a hub have ids by content, by git, or some of either.
  return kinds.has('hf-lfs-oid') ? 'hf-lfs-oid' : [...kinds][0]

  function visit(value: JsonValue, key: string | undefined): void {
    out.checkpoint()
    if (isArray(value)) {
      for (const item of value.items) visit(item, undefined)
      return
    }
    if (!isObject(value)) return
    const entry = entryOf(value)
    const name =
      entry.name ?? (key !== undefined && !isDigestKey(key) && !NOT_A_NAME.test(key) ? key : undefined)
    if (entry.digests.length > 0 && name !== undefined) publishEntry(name, entry, value.line)
    else if (entry.digests.length > 0) out.gap('a digest without a name', value.line)
    const isEntry = entry.digests.length > 0
    // All members of that name: of two that disagree neither may win.
    for (const m of value.members) {
      if (typeof m.value === 'string') {
        if (!isEntry && !isDigestKey(m.key) && !NOT_A_NAME.test(m.key)) publishPair(m.key, m.value, m.line)
      } else if (!(isEntry && (isDigestKey(m.key) || m.key === 'lfs'))) visit(m.value, m.key)
    }
  }

  function publishEntry(name: string, { digests, size, ofHub }: Entry, line: number): void {
    if (ofHub) kinds.add(ofHub === 'lfs' ? 'hf-lfs-oid' : 'hf-git-oid')
    const supported = digests.filter((d) => d.label !== 'unsupported')
    for (const d of supported.length > 0 ? supported : digests)
      out.publish({ name, line, ...d, ...(size !== undefined && { size }) })
  }

  /** `"model.gguf": "<hex>"`. */
  function publishPair(name: string, value: string, line: number): void {
    for (const d of digestValues(value)) {
      // `"<hex>": "sha256"` is a map the other way round, and nobody writes the algorithm as a name.
      if (/^[0-9a-f]{32,}$/i.test(name) || labelled(name)) continue
      if (d.label === undefined && (d.hex.length === 40 || d.hex.length === 32)) continue
      out.publish({ name, line, ...d })
    }
  }

  /** Manifests of registries: their blobs are files named by their digests, or by a title. */
  function manifest(object: JsonObject): boolean {
    const layers = member(object, 'layers')?.value
    if (!isArray(layers) || textOf(object, 'mediaType') === undefined) return false
    const config = member(object, 'config')?.value
    for (const layer of [...layers.items, ...(config === undefined ? [] : [config])]) {
      if (!isObject(layer)) continue
      const hex = /^sha256:([0-9a-f]{64})$/.exec(textOf(layer, 'digest') ?? '')?.[1]
      if (hex === undefined) continue
      kinds.add(/ollama/.test(textOf(layer, 'mediaType') ?? '') ? 'ollama-manifest' : 'oci-digest')
      const annotations = member(layer, 'annotations')?.value
      const title = isObject(annotations) ? textOf(annotations, 'org.opencontainers.image.title') : undefined
      for (const name of [`sha256-${hex}`, ...(title ? [title] : [])])
        out.publish({ name, hex, label: 'sha256', line: layer.line })
    }
    return true
  }
}

/** Documents that mean more than the digests in them: to read them as lists would leave out what they need. */
function foreign(root: JsonObject): string | undefined {
  if (textOf(root, 'schema')?.startsWith('assay/lock/')) return 'a lock, which is read as a lock'
  if (textOf(root, 'payloadType') !== undefined || isObject(member(root, 'dsseEnvelope')?.value))
    return 'a signed statement, which has to be verified as such'
  if (textOf(root, '_type')?.startsWith('https://in-toto.io/')) return 'a statement without a signature'
  return undefined
}
