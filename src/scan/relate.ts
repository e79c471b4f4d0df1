import { posix } from 'node:path'
import type { Artifact, Component } from '../model/component.ts'
import type { Evidence } from '../model/finding.ts'
import type { FileRecord } from '../model/record.ts'
import { hubPurl } from '../sources/hugging-face-cache.ts'
import type { SourceTree } from '../sources/tree.ts'

export interface RelateInput {
  /** Name for a model that lies in the root folder itself. */
  readonly rootName: string
  readonly tree: SourceTree
  readonly artifacts: readonly Artifact[]
  readonly records: readonly { readonly path: string; readonly record: FileRecord }[]
}

/** Which thing the bytes are: models by the store or the folder they lie in, every other file by itself. */
export function relate(input: RelateInput): Component[] {
  const models = [...hubModels(input), ...downloadedModels(input), ...manifestModels(input)]
  const taken = new Set(models.flatMap((m) => m.artifacts))
  models.push(...folderModels(input, taken))
  for (const model of models) for (const path of model.artifacts) taken.add(path)
  return [...models, ...loneFiles(input, taken)].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function hubModels({ tree, artifacts }: RelateInput): Component[] {
  const names = namesOf(tree)
  return tree.repositories.map(({ kind, name, commit, refs, folder }) => {
    const prefix = folder === '' ? '' : `${folder}/`
    const paths = artifacts.map((a) => a.path).filter((path) => names(path).some((n) => n.startsWith(prefix)))
    const purl = hubPurl({ kind, name, commit })
    const from = refs.length > 0 ? ` (${refs.join(', ')})` : ''
    const evidence: Evidence = {
      at: { path: folder || '.' },
      says: `is snapshot ${commit}${from} of ${name} in a Hugging Face cache`,
    }
    return {
      id: purl ?? `${kind}:${folder || name}`,
      kind,
      name,
      version: commit,
      identity: purl ? { purl } : {},
      artifacts: paths,
      evidence: [evidence],
    }
  })
}

function downloadedModels({ tree, artifacts, rootName }: RelateInput): Component[] {
  const folders = Map.groupBy(tree.downloads, (d) => d.folder)
  return [...folders].map(([folder, downloads]) => {
    const present = new Set(artifacts.map((a) => a.path))
    const [first] = downloads
    return {
      id: `model:${folder || '.'}`,
      kind: 'model',
      name: posix.basename(folder) || rootName,
      ...(first && { version: first.commit }),
      identity: {},
      artifacts: downloads.map((d) => d.path).filter((path) => present.has(path)),
      evidence: [
        {
          at: { path: folder || '.' },
          says: `was downloaded from a Hugging Face hub at commit ${first?.commit ?? ''}`,
        },
      ],
    }
  })
}

function manifestModels({ tree, artifacts }: RelateInput): Component[] {
  const present = new Set(artifacts.map((a) => a.path))
  return tree.manifests.map(({ store, name, path, layers }) => ({
    id: `model:${path}`,
    kind: 'model',
    name,
    identity: {},
    artifacts: layers.map((l) => l.path).filter((p) => present.has(p)),
    evidence: [
      {
        at: { path },
        says: store === 'ollama' ? 'is a manifest of an Ollama store' : 'is a manifest of an OCI layout',
      },
    ],
  }))
}

const WEIGHTS = new Set([
  'safetensors',
  'gguf',
  'torch',
  'pickle',
  'onnx',
  'keras',
  'hdf5',
  'tensorflow',
  'numpy',
])

/** A folder with a model's configuration or a shard index, and all that lies in and below it. */
function folderModels(
  { artifacts, records, rootName }: RelateInput,
  taken: ReadonlySet<string>,
): Component[] {
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
    if (!files.some((f) => WEIGHTS.has(f.format))) return []
    return [
      {
        id: `model:${folder}`,
        kind: 'model' as const,
        name: folder === '.' ? rootName : posix.basename(folder),
        identity: {},
        artifacts: files.map((f) => f.path),
        evidence: [folders.get(folder)!],
      },
    ]
  })
}

function configSays({ modelType, architectures }: Extract<FileRecord, { kind: 'model-config' }>): string {
  const [first] = architectures
  return `configures ${first ?? modelType ?? 'a model'}`
}

function loneFiles({ artifacts }: RelateInput, taken: ReadonlySet<string>): Component[] {
  return artifacts
    .filter((a) => !a.path.includes('!') && !taken.has(a.path))
    .map(({ path, digest, format }) => ({
      id: `file:${path}`,
      kind: 'file',
      name: posix.basename(path),
      identity: digest ? { digest } : {},
      artifacts: [path],
      evidence: [{ at: { path }, says: `reads as ${format}` }],
    }))
}

function namesOf(tree: SourceTree): (path: string) => readonly string[] {
  const names = new Map(tree.files.map((f) => [f.path, [f.path, ...f.aliases]]))
  return (path) => names.get(path) ?? []
}
