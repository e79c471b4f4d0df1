import { readFileSync } from 'node:fs'
import { MiB } from '../model/context.ts'
import type { Digest } from '../model/identity.ts'
import type { SourceFile } from './source-file.ts'

/** A model or image in a content-addressed store: an Ollama store or an OCI layout. */
export interface ManifestModel {
  readonly store: 'ollama' | 'oci'
  /** `library/llama3:8b`, or the reference name in the index. */
  readonly name: string
  /** The manifest, relative to the scanned root. */
  readonly path: string
  readonly layers: readonly ManifestLayer[]
}

interface ManifestLayer {
  readonly mediaType: string
  readonly digest: Digest
  readonly size: number
  /** The blob, relative to the scanned root, whether it is there or not. */
  readonly path: string
}

/** Ollama: `manifests/<registry>/<namespace>/<model>/<tag>` beside `blobs/sha256-<hex>`. */
export function ollamaModels(files: readonly SourceFile[]): ManifestModel[] {
  const models: ManifestModel[] = []
  for (const file of files) {
    const match = /^((?:.*\/)?)manifests\/([^/]+)\/(.+)\/([^/]+)$/.exec(file.path)
    if (!match) continue
    const [, store = '', registry = '', model = '', tag = ''] = match
    const layers = readLayers(file, (hex) => `${store}blobs/sha256-${hex}`)
    if (layers) models.push({ store: 'ollama', name: `${registry}/${model}:${tag}`, path: file.path, layers })
  }
  return models
}

/** OCI image layout: `oci-layout`, `index.json`, `blobs/sha256/<hex>`; nested indexes are followed once. */
export function ociModels(files: readonly SourceFile[]): ManifestModel[] {
  const byPath = new Map(files.map((f) => [f.path, f]))
  const models: ManifestModel[] = []
  for (const { path } of files) {
    if (!/(?:^|\/)oci-layout$/.test(path)) continue
    const store = path.slice(0, -'oci-layout'.length)
    const blob = (hex: string): string => `${store}blobs/sha256/${hex}`
    const indexes = [byPath.get(`${store}index.json`)]
    for (const [depth, index] of indexes.entries()) {
      if (!index || depth > 64) continue
      for (const listed of descriptors(readJson(index), 'manifests')) {
        const manifest = byPath.get(blob(listed.hex))
        if (!manifest) continue
        if (/index|manifest\.list/.test(listed.mediaType)) indexes.push(manifest)
        const layers = readLayers(manifest, blob)
        if (layers)
          models.push({ store: 'oci', name: listed.name ?? listed.hex, path: manifest.path, layers })
      }
    }
  }
  return models
}

function readLayers(file: SourceFile, blobPath: (hex: string) => string): ManifestLayer[] | undefined {
  const document = readJson(file)
  if (!isObject(document) || !Array.isArray(document['layers'])) return undefined
  const config = isObject(document['config']) ? descriptors({ config: [document['config']] }, 'config') : []
  return [...config, ...descriptors(document, 'layers')].map(({ mediaType, hex, size }) => ({
    mediaType,
    digest: `sha256:${hex}`,
    size,
    path: blobPath(hex),
  }))
}

interface Descriptor {
  readonly mediaType: string
  readonly hex: string
  readonly size: number
  readonly name?: string
}

function descriptors(document: unknown, key: string): Descriptor[] {
  const list = isObject(document) ? document[key] : undefined
  if (!Array.isArray(list)) return []
  return list.filter(isObject).flatMap((item) => {
    const { mediaType, digest, size, annotations } = item
    const hex = typeof digest === 'string' ? /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1] : undefined
    if (!hex) return []
    const ref = isObject(annotations) ? annotations['org.opencontainers.image.ref.name'] : undefined
    const base = {
      mediaType: typeof mediaType === 'string' ? mediaType : '',
      hex,
      size: typeof size === 'number' ? size : -1,
    }
    return [typeof ref === 'string' ? { ...base, name: ref } : base]
  })
}

function readJson({ absolute, size }: SourceFile): unknown {
  if (size > 4 * MiB) return undefined
  try {
    return JSON.parse(readFileSync(absolute, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
