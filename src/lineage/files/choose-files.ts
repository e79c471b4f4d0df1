import { malformed } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'

const SHARD = /^(.+)-(\d{5})-of-(\d{5})(\.gguf|\.safetensors)$/
export const INDEX = 'model.safetensors.index.json'

/**
 * The weight files of the model in a folder or repository. An index decides, then `model.safetensors`, then whatever
 * safetensors there are, then GGUF of one model.
 * @param names in the folder
 * @param index text of `model.safetensors.index.json`, where it is among them
 */
export function weightFiles(folder: string, names: readonly string[], index: Buffer | undefined): string[] {
  if (index) {
    const listed = shardsOf(index, `${folder}/${INDEX}`)
    const absent = listed.find((n) => !names.includes(n))
    if (absent !== undefined) throw malformed(`${folder}: ${absent} is named in ${INDEX} and is not there`)
    return listed
  }
  const safetensors = names.filter((n) => n.endsWith('.safetensors')).toSorted()
  if (safetensors.includes('model.safetensors')) return ['model.safetensors']
  if (safetensors.length > 0) return safetensors
  const gguf = names.filter((n) => n.endsWith('.gguf')).toSorted()
  if (gguf.length === 0) throw new UsageError(`${folder}: there are no safetensors or GGUF files in it`)
  const models = new Set(gguf.map((n) => SHARD.exec(n)?.[1] ?? n))
  if (models.size > 1)
    throw new UsageError(`${folder}: holds ${models.size} models: name one file, for example ${gguf[0]}`)
  return gguf
}

/** The names of all files of the set that a file is a shard of; the file alone where it is none. */
export function shardNames(file: string): string[] {
  const shard = SHARD.exec(file)
  if (!shard) return [file]
  const [, stem, , total, extension] = shard
  const count = Math.min(Number(total), 10_000)
  return Array.from(
    { length: count },
    (_, i) => `${stem}-${String(i + 1).padStart(5, '0')}-of-${total}${extension}`,
  )
}

/** The files that an index names. They must be names in its own folder. */
export function shardsOf(text: Buffer, name: string): string[] {
  let index: unknown
  try {
    index = JSON.parse(text.toString('utf8'))
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
