import { posix } from 'node:path'

/** The same weights as safetensors beside a file whose loader runs code, by how libraries name the two. */
export interface SafeWeights {
  /** What is loaded instead: the file, or the index of its shards. Relative to the scanned root. */
  readonly path: string
  /** Every safetensors file of it that is there. */
  readonly files: readonly string[]
  /** Names of what else it takes and what is not there: shards, or their index. */
  readonly missing: readonly string[]
  /** Numbered files that it consists of; 1 when it is one file. */
  readonly parts: number
  /** `from_pretrained` reads either of the two, and takes `use_safetensors`. */
  readonly isPretrained: boolean
}

interface NamedFile {
  readonly path: string
  readonly format: string
}

const WEIGHTS = /^(?<stem>.+?)(?:-\d{5}-of-\d{5})?(?<late>\.[a-z0-9]+)?\.(?:bin|pt|pth|ckpt|pkl|pickle|th)$/i
/** Names that transformers and diffusers choose between by themselves. */
const PRETRAINED = /^(?:diffusion_)?pytorch_model(?=[.-]|$)/
const SHARD = /^(?<stem>.+)-(?<number>\d{5})-of-(?<total>\d{5})(?<late>\.[a-z0-9]+)?\.safetensors$/
/** Past this, a number in a name is no number of files. */
const MAX_PARTS = 10_000

/** For each path whose weights lie beside it as safetensors: where. The bytes decide what is safetensors, not the name. */
export function safeWeights(
  files: readonly NamedFile[],
  isWanted: (file: NamedFile) => boolean,
): Map<string, SafeWeights> {
  const found = new Map<string, SafeWeights>()
  const folders = foldersOf(files)
  for (const file of files) {
    if (!isWanted(file)) continue
    const folder = folders.get(posix.dirname(file.path))
    if (!folder || folder.safe.size === 0) continue
    const beside = besideOf(posix.basename(file.path), folder)
    if (beside) found.set(file.path, beside)
  }
  return found
}

interface Folder {
  readonly path: string
  readonly names: Set<string>
  /** Names of files that are safetensors. */
  readonly safe: Set<string>
  readonly shards: Map<string, ShardsOf>
}

interface ShardsOf {
  readonly total: number
  readonly names: Map<number, string>
}

function foldersOf(files: readonly NamedFile[]): Map<string, Folder> {
  const folders = new Map<string, Folder>()
  for (const { path, format } of files) {
    if (path.includes('!')) continue
    const home = posix.dirname(path)
    const folder = folders.get(home) ?? { path: home, names: new Set(), safe: new Set(), shards: new Map() }
    folders.set(home, folder)
    const name = posix.basename(path)
    folder.names.add(name)
    if (format !== 'safetensors') continue
    folder.safe.add(name)
    const { stem, number, total, late = '' } = SHARD.exec(name)?.groups ?? {}
    if (stem === undefined || Number(total) > MAX_PARTS) continue
    const shards = folder.shards.get(stem + late) ?? { total: Number(total), names: new Map() }
    folder.shards.set(stem + late, shards)
    if (shards.total === Number(total)) shards.names.set(Number(number), name)
  }
  return folders
}

function besideOf(name: string, folder: Folder): SafeWeights | undefined {
  const { stem = '', late = '' } = WEIGHTS.exec(name)?.groups ?? {}
  const isPretrained = PRETRAINED.test(stem)
  for (const candidate of candidatesOf(stem, late)) {
    const single = `${candidate}.safetensors`
    if (folder.safe.has(single)) {
      const path = posix.join(folder.path, single)
      return { path, files: [path], missing: [], parts: 1, isPretrained }
    }
    const shards = folder.shards.get(candidate)
    if (shards) return sharded(candidate, shards, folder, isPretrained)
  }
  return undefined
}

/** `pytorch_model.fp16` as `model.fp16`, `consolidated.00` as `consolidated`. */
function candidatesOf(stem: string, late: string): string[] {
  const whole = stem + late
  const named = stem.startsWith('pytorch_model') ? whole.slice('pytorch_'.length) : undefined
  const joined = /^(?<before>consolidated)\.\d{2}$/.exec(whole)?.groups?.['before']
  return [...(named === undefined ? [] : [named]), whole, ...(joined === undefined ? [] : [joined])].filter(
    (c) => c !== '',
  )
}

function sharded(
  candidate: string,
  shards: ShardsOf,
  folder: Folder,
  isPretrained: boolean,
): SafeWeights | undefined {
  const [first] = shards.names.values()
  if (first === undefined) return undefined
  const index = indexesOf(candidate).find((name) => folder.names.has(name))
  const missing: string[] = index === undefined ? [indexesOf(candidate)[0]!] : []
  for (let number = 1; number <= shards.total; number++)
    if (!shards.names.has(number)) missing.push(first.replace(/-\d{5}-of-/, `-${pad(number)}-of-`))
  return {
    path: posix.join(folder.path, index ?? first),
    files: [...shards.names.values()].toSorted().map((name) => posix.join(folder.path, name)),
    missing,
    parts: shards.total,
    isPretrained,
  }
}

/** transformers puts the variant behind `index`: `model.safetensors.index.fp16.json`. */
function indexesOf(candidate: string): string[] {
  const { stem, variant } = /^(?<stem>.+)\.(?<variant>[a-z0-9]+)$/i.exec(candidate)?.groups ?? {}
  const plain = `${candidate}.safetensors.index.json`
  return stem === undefined ? [plain] : [`${stem}.safetensors.index.${variant}.json`, plain]
}

function pad(n: number): string {
  return String(n).padStart(5, '0')
}

const TRAINING_STATE =
  /^(?:training_args\.bin|optimizer\.(?:pt|bin)|(?:lr_)?scheduler\.(?:pt|bin)|scaler\.pt|rng_state(?:_\d+)?\.pth|random_states_\d+\.pkl)$/

/** What a trainer leaves behind to go on from: no loader of the model reads it. */
export function isTrainingState(path: string): boolean {
  return TRAINING_STATE.test(posix.basename(path))
}
