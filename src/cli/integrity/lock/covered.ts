import { existsSync, readdirSync, statSync, type Dirent } from 'node:fs'
import { basename, join } from 'node:path'
import { isCode, isLoadable, isWeights } from '../../../integrity/loadable.ts'

/** Says that a folder is one model, whatever lies above it. */
const MODEL_MARK =
  /^(?:(?:model_|adapter_|preprocessor_|generation_|tokenizer_)?config\.json|model_index\.json|tokenizer\.json|params\.json|.+\.index\.json|modules\.json|saved_model\.pb|config\.pbtxt|MLmodel|Modelfile|oci-layout)$/
/** Says that a folder is somebody's source tree. */
const BUILD_MARK =
  /^(?:pyproject\.toml|setup\.(?:py|cfg)|package\.json|Cargo\.toml|go\.mod|Pipfile|pom\.xml|build\.gradle)$/
const NOT_ENTERED =
  /^(?:\.git|\.hg|\.svn|node_modules|site-packages|__pycache__|\.tox|\.nox|\.mypy_cache|\.cache)$/
/** Data sets; text formats are as often settings and results. */
const DATA = /\.(?:parquet|arrow|feather|tfrecords?|lance|avro|orc|mds|jsonl|ndjson)$/i
const MAX_DEPTH = 64

/**
 * What a lock covers when the user names a path. A file is itself. A model folder, or any folder that is no source
 * tree, is covered whole: what appears in it later is noticed. Of a source tree only the models and data sets in it
 * are, with the code that lies beside weights: the rest of it changes with every commit, and reviews of its own.
 */
export function coveredAt(absolute: string): string[] {
  if (!statSync(absolute).isDirectory()) return [absolute]
  const names = list(absolute)
  return isModel(names) || !isSource(absolute, names) ? [absolute] : inSource(absolute, names)
}

function inSource(folder: string, entries: readonly Dirent[]): string[] {
  const files = entries.filter((e) => !e.isDirectory() && (isWeights(e.name) || DATA.test(e.name)))
  return [...files.map((e) => join(folder, e.name)), ...below(folder, entries, 0)]
}

function below(folder: string, entries: readonly Dirent[], depth: number): string[] {
  return entries.flatMap((entry) =>
    entry.isDirectory() && depth < MAX_DEPTH && !NOT_ENTERED.test(entry.name)
      ? searched(join(folder, entry.name), depth + 1)
      : [],
  )
}

function searched(folder: string, depth: number): string[] {
  const entries = list(folder)
  if (entries.some((e) => e.name === 'pyvenv.cfg')) return []
  if (isModel(entries)) return [folder]
  if (isSource(folder, entries)) return inSource(folder, entries)
  const found = below(folder, entries, depth)
  const isPackage = entries.some((e) => e.name === '__init__.py')
  if (isPackage || basename(folder) === 'tests') return [...inPlace(folder, entries), ...found]
  const names = entries.filter((e) => !e.isDirectory()).map((e) => e.name)
  // `model_index.json` above `unet/…`, `config.json` above `onnx/…`.
  if (names.some(isWeights) || (found.length > 0 && names.some((n) => MODEL_MARK.test(n)))) return [folder]
  if (names.some((n) => DATA.test(n)) && !names.some(isCode)) return [folder]
  return [...inPlace(folder, entries), ...found]
}

/** Weights and data among source files, one by one. */
function inPlace(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter((e) => !e.isDirectory() && (isWeights(e.name) || DATA.test(e.name)) && isLoadable(e.name))
    .map((e) => join(folder, e.name))
}

function isModel(entries: readonly Dirent[]): boolean {
  const names = entries.filter((e) => !e.isDirectory()).map((e) => e.name)
  return (
    names.some((n) => MODEL_MARK.test(n)) &&
    names.some((n) => isWeights(n)) &&
    !names.some((n) => BUILD_MARK.test(n))
  )
}

function isSource(folder: string, entries: readonly Dirent[]): boolean {
  return entries.some((e) => BUILD_MARK.test(e.name)) || existsSync(join(folder, '.git'))
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    // Looking at what lies in it says why.
    return []
  }
}
