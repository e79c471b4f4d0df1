import type { Context } from '../../model/context.ts'
import { malformed } from '../../model/read-error.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import { readArray } from './gguf-array.ts'
import { readGgufFile, type GgufFile } from './gguf-file.ts'
import type { ModelFiles, StoredTensor, StructureFlaw } from './model-files.ts'
import { parseHead } from './parse-head.ts'
import type { RangeSource } from './range-source.ts'
import { readSafetensorsFile, type SafetensorsFile } from './safetensors-file.ts'

interface Surroundings {
  readonly revision?: string
  readonly side: ModelFiles['side']
}

/** Reads the headers of the files of one model and puts their tensors together. Closes nothing when it throws. */
export async function modelFiles(
  name: string,
  sources: readonly RangeSource[],
  { revision, side }: Surroundings,
  ctx: Context,
): Promise<ModelFiles> {
  const heads = await Promise.all(sources.map((source) => source.read(0, Math.min(4, source.size))))
  const kinds = new Set(
    heads.map((head) => (Buffer.from(head).toString('latin1') === 'GGUF' ? 'gguf' : 'safetensors')),
  )
  const [kind] = kinds
  if (kind === undefined || kinds.size > 1) throw malformed(`${name} mixes GGUF and other files`)
  const files = await Promise.all(
    sources.map((source, shard) =>
      parseHead<GgufFile | SafetensorsFile>(source, (bytes) =>
        kind === 'gguf'
          ? readGgufFile(bytes, { name: source.name, shard }, ctx)
          : readSafetensorsFile(bytes, { name: source.name, shard }, ctx),
      ),
    ),
  )
  const flaws: StructureFlaw[] = files.flatMap((f) => f.flaws)
  const tensors = new Map<string, StoredTensor>()
  for (const tensor of files.flatMap((f) => f.tensors)) {
    if (tensors.has(tensor.name))
      flaws.push({
        kind: 'duplicate-tensor',
        file: sources[tensor.shard]!.name,
        tensor: tensor.name,
        says: `${JSON.stringify(tensor.name)} stands in more than one place`,
      })
    else tensors.set(tensor.name, tensor)
  }
  return {
    kind,
    name,
    ...(revision !== undefined && { revision }),
    shards: sources,
    tensors,
    metadata: merged(files),
    flaws,
    side,
    array: (key) => arrayOf(key, files, sources),
    close: () => {
      for (const source of sources) source.close()
    },
  }
}

/** The first shard speaks for the model; later ones repeat it or hold their number alone. */
function merged(files: readonly (GgufFile | SafetensorsFile)[]): Readonly<Record<string, MetadataValue>> {
  return Object.assign(
    Object.create(null) as Record<string, MetadataValue>,
    ...files.toReversed().map((f) => f.metadata),
  )
}

async function arrayOf(
  key: string,
  files: readonly (GgufFile | SafetensorsFile)[],
  sources: readonly RangeSource[],
): Promise<readonly MetadataValue[] | undefined> {
  for (const [shard, file] of files.entries()) {
    const place = 'arrays' in file ? file.arrays.get(key) : undefined
    if (place) return parseHead(sources[shard]!, (bytes) => readArray(bytes, place))
  }
  return undefined
}
