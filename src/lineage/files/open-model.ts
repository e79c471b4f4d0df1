import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Context } from '../../model/context.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { localSource } from './local-source.ts'
import { modelFiles } from './assemble.ts'
import type { ModelFiles } from './model-files.ts'

const SHARD = /^(.+)-(\d{5})-of-(\d{5})(\.gguf|\.safetensors)$/
const SIDE_LIMIT = 64 * 1024 * 1024

/** Opens a model on disk: a file, any file of a sharded set, or a folder. */
export async function openModel(path: string, name: string, ctx: Context): Promise<ModelFiles> {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new UsageError(`there is nothing at ${name}`)
  const folder = stat.isDirectory() ? path : dirname(path)
  const files = stat.isDirectory() ? weightsIn(path, name) : siblings(path)
  const label = (file: string): string =>
    stat.isDirectory() ? `${name.replace(/\/$/, '')}/${file}` : join(dirname(name), file)
  const sources = files.map((file) => localSource(join(folder, file), label(file)))
  try {
    return await modelFiles(name, sources, { side: (file) => Promise.resolve(sideFile(folder, file)) }, ctx)
  } catch (error) {
    for (const source of sources) source.close()
    throw error
  }
}

/** The files of one model in a folder: an index decides, then safetensors, then GGUF of one name. */
function weightsIn(folder: string, name: string): string[] {
  const names = readdirSync(folder).toSorted()
  const index = names.find((n) => n === 'model.safetensors.index.json')
  if (index) {
    const listed = shardsOf(readFileSync(join(folder, index), 'utf8'), `${name}/${index}`)
    const absent = listed.find((n) => !names.includes(n))
    if (absent !== undefined)
      throw new ReadError('malformed', `${name}: ${absent} is named in ${index} and is not there`)
    return listed
  }
  const safetensors = names.filter((n) => n.endsWith('.safetensors'))
  if (safetensors.includes('model.safetensors')) return ['model.safetensors']
  if (safetensors.length > 0) return safetensors
  const gguf = names.filter((n) => n.endsWith('.gguf'))
  if (gguf.length === 0) throw new UsageError(`${name}: there are no safetensors or GGUF files in it`)
  const sets = new Set(gguf.map((n) => SHARD.exec(n)?.[1] ?? n))
  if (sets.size > 1)
    throw new UsageError(`${name}: holds ${sets.size} models: name one file, for example ${gguf[0]}`)
  return gguf
}

function shardsOf(text: string, name: string): string[] {
  let index: unknown
  try {
    index = JSON.parse(text)
  } catch {
    throw malformed(`${name} is no JSON`)
  }
  const map =
    typeof index === 'object' && index !== null && 'weight_map' in index ? index.weight_map : undefined
  const files = typeof map === 'object' && map !== null ? Object.values(map) : []
  const named = [...new Set(files.filter((f) => typeof f === 'string'))].toSorted()
  if (named.length === 0 || named.some((f) => f.includes('/') || f.includes('\\') || f === '..'))
    throw malformed(`${name} names no files of its folder`)
  return named
}

/** One file, or all files of the set that it is a shard of. */
function siblings(path: string): string[] {
  const shard = SHARD.exec(basename(path))
  if (!shard) return [basename(path)]
  const [, stem, , total, extension] = shard
  return Array.from(
    { length: Number(total) },
    (_, i) => `${stem}-${String(i + 1).padStart(5, '0')}-of-${total}${extension}`,
  ).filter((file) => existsSync(join(dirname(path), file)))
}

function sideFile(folder: string, file: string): Buffer | undefined {
  const path = join(folder, file)
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() && stat.size <= SIDE_LIMIT ? readFileSync(path) : undefined
}
