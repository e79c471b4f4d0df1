import { posix } from 'node:path'
import type { Attribute, AttributeName, Status } from '../model/attribute.ts'
import type { Artifact, ComponentKind } from '../model/component.ts'
import type { Evidence } from '../model/finding.ts'
import type { Purl } from '../model/identity.ts'
import type { FileRecord } from '../model/record.ts'
import { hubPurl } from '../names/hub.ts'
import type { SourceTree } from '../sources/tree.ts'

/** Something whose bytes lie in the tree, found by the store or the folder that holds them. */
export interface Place {
  readonly id: string
  readonly kind: Extract<ComponentKind, 'model' | 'dataset' | 'file'>
  /** Where the name is defined; absent for names taken from a folder. */
  readonly registry?: string
  readonly name: string
  readonly version?: string
  readonly purl?: Purl
  /** Relative to the scanned root, `.` for the root itself; absent for what is one file. */
  readonly folder?: string
  readonly artifacts: readonly string[]
  readonly evidence: Evidence
  readonly attributes: readonly Attribute[]
}

export interface PlacesInput {
  /** Name for a model that lies in the root folder itself. */
  readonly rootName: string
  readonly tree: SourceTree
  readonly artifacts: readonly Artifact[]
  readonly records: readonly { readonly path: string; readonly record: FileRecord }[]
}

/** Models and datasets by the store or the folder that they lie in, weights in no such folder one by one. */
export function findPlaces(input: PlacesInput): Place[] {
  const places = [...hubSnapshots(input), ...hubFolders(input), ...manifestModels(input)]
  const taken = new Set(places.flatMap((m) => m.artifacts))
  places.push(...modelFolders(input, taken))
  for (const place of places) for (const path of place.artifacts) taken.add(path)
  return [...places, ...loneWeights(input, taken)]
}

function hubSnapshots({ tree, artifacts }: PlacesInput): Place[] {
  const names = namesOf(tree)
  return tree.repositories.map(({ kind, name, commit, refs, folder }) => {
    const prefix = folder === '' ? '' : `${folder}/`
    const paths = artifacts.map((a) => a.path).filter((path) => names(path).some((n) => n.startsWith(prefix)))
    const purl = kind === 'model' ? hubPurl(name, commit) : undefined
    const from = refs.length > 0 ? ` (${refs.join(', ')})` : ''
    const evidence: Evidence = {
      at: { path: folder || '.' },
      says: `is snapshot ${commit}${from} of ${name} in a Hugging Face cache`,
    }
    return {
      id: purl ?? `${kind}:${folder || name}`,
      kind,
      registry: 'hugging-face',
      name,
      version: commit,
      ...(purl && { purl }),
      folder: folder || '.',
      artifacts: paths,
      evidence,
      attributes: [
        attribute('source', 'hugging-face', 'declared', evidence),
        ...refs.map((ref) => attribute('revision-requested', ref, 'declared', evidence)),
      ],
    }
  })
}

function hubFolders({ tree, artifacts, rootName }: PlacesInput): Place[] {
  const present = new Set(artifacts.map((a) => a.path))
  return [...Map.groupBy(tree.downloads, (d) => d.folder)].map(([folder, downloads]) => {
    const commit = downloads[0]?.commit ?? ''
    const evidence = {
      at: { path: folder || '.' },
      says: `was downloaded from a Hugging Face hub at commit ${commit}`,
    }
    const dates = downloads.flatMap((d) => d.downloadedAt ?? []).toSorted()
    const [first] = dates
    return {
      id: `model:${folder || '.'}`,
      kind: 'model',
      name: posix.basename(folder) || rootName,
      version: commit,
      folder: folder || '.',
      artifacts: downloads.map((d) => d.path).filter((path) => present.has(path)),
      evidence,
      attributes: [
        attribute('source', 'hugging-face', 'declared', evidence),
        ...(first === undefined
          ? []
          : [
              {
                ...attribute('download-date', first, 'declared', evidence),
                basis: 'hub-download-metadata' as const,
              },
            ]),
      ],
    }
  })
}

function manifestModels({ tree, artifacts }: PlacesInput): Place[] {
  const present = new Set(artifacts.map((a) => a.path))
  return tree.manifests.map(({ store, name, path, layers }) => {
    const evidence = {
      at: { path },
      says: store === 'ollama' ? 'is a manifest of an Ollama store' : 'is a manifest of an OCI layout',
    }
    return {
      id: `model:${path}`,
      kind: 'model',
      registry: store,
      name,
      artifacts: layers.map((l) => l.path).filter((p) => present.has(p)),
      evidence,
      attributes: [attribute('source', store, 'declared', evidence)],
    }
  })
}

/** Formats that hold the weights of a model. */
const WEIGHTS = new Set([
  'safetensors',
  'gguf',
  'ggml',
  'torch',
  'torch7',
  'pickle',
  'onnx',
  'keras',
  'hdf5',
  'tensorflow',
  'tensorflow-checkpoint',
  'tflite',
  'numpy',
  'flax',
  'orbax',
  'coreml',
  'openvino',
  'paddle',
  'mxnet',
  'xgboost',
  'lightgbm',
  'catboost',
  'pmml',
  'skops',
  'executorch',
  'tensorrt',
  'llamafile',
  'tfjs',
])
/** Weights that are not there yet: git LFS left a pointer. */
const POINTER = 'lfs-pointer'
/** Files that are as often data, settings or caches as they are models. */
const AMBIGUOUS = new Set(['numpy', 'pickle', 'hdf5', 'pmml'])
const MODEL_NAME = /\.(?:pt|pth|ckpt|bin|joblib|h5|hdf5|keras|pmml|skops|mar|nemo)$|model|weights|checkpoint/i

export function isWeights(artifact: Artifact): boolean {
  return WEIGHTS.has(artifact.format)
}

/** A folder with a model's configuration or a shard index, and all that lies in and below it. */
function modelFolders({ artifacts, records, rootName }: PlacesInput, taken: ReadonlySet<string>): Place[] {
  const folders = new Map<string, Evidence>()
  for (const { path, record } of records) {
    if (taken.has(path) || path.includes('!')) continue
    if (record.kind !== 'model-config' && record.kind !== 'shard-index') continue
    const says =
      record.kind === 'model-config'
        ? configSays(record)
        : `is the index of a model in ${record.shards.length} shards`
    const folder = posix.dirname(path)
    if (!folders.has(folder)) folders.set(folder, { at: { path }, says })
  }
  // Weights one level down (`onnx/model.onnx`) belong to the nearest folder with a configuration.
  const homes = [...folders.keys()].toSorted((a, b) => b.length - a.length)
  const members = Map.groupBy(
    artifacts.filter((a) => !a.path.includes('!') && !taken.has(a.path)),
    (a) => homes.find((home) => home === '.' || a.path.startsWith(`${home}/`)),
  )
  return homes.flatMap((folder) => {
    const files = members.get(folder) ?? []
    if (!files.some((f) => isWeights(f) || f.format === POINTER)) return []
    return [
      {
        id: `model:${folder}`,
        kind: 'model' as const,
        name: folder === '.' ? rootName : posix.basename(folder),
        folder,
        artifacts: files.map((f) => f.path),
        evidence: folders.get(folder)!,
        attributes: [],
      },
    ]
  })
}

function configSays({ modelType, architectures }: Extract<FileRecord, { kind: 'model-config' }>): string {
  const [first] = architectures
  return `configures ${first ?? modelType ?? 'a model'}`
}

/** One file that is a model by itself: a GGUF, a checkpoint, an exported graph. */
function loneWeights({ artifacts }: PlacesInput, taken: ReadonlySet<string>): Place[] {
  return artifacts
    .filter((a) => !a.path.includes('!') && !taken.has(a.path) && isModelFile(a))
    .map(({ path, format }) => ({
      id: `model:${path}`,
      kind: 'model',
      name: posix.basename(path),
      artifacts: [path],
      evidence: { at: { path }, says: `reads as ${format}` },
      attributes: [],
    }))
}

function isModelFile(artifact: Artifact): boolean {
  if (!isWeights(artifact)) return false
  return !AMBIGUOUS.has(artifact.format) || MODEL_NAME.test(posix.basename(artifact.path))
}

function namesOf(tree: SourceTree): (path: string) => readonly string[] {
  const names = new Map(tree.files.map((f) => [f.path, [f.path, ...f.aliases]]))
  return (path) => names.get(path) ?? []
}

function attribute(name: AttributeName, value: string, status: Status, evidence: Evidence): Attribute {
  return { name, value, status, evidence }
}
