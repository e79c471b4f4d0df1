import type { Context } from '../../../model/context.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import { readGgufFile } from '../../files/gguf-file.ts'
import type { StoredTensor } from '../../files/model-files.ts'
import { parseHead } from '../../files/parse-head.ts'
import type { RangeSource } from '../../files/range-source.ts'
import { importanceMatrix, MOST_BYTES, MOST_ENTRIES, type ImportanceMatrix, type Sums } from './importance.ts'
import { readLegacy } from './legacy.ts'

/** Reads the file that a quantiser was given with `--imatrix`, in the old form or the one that is GGUF. */
export async function readImportance(source: RangeSource, ctx: Context): Promise<ImportanceMatrix> {
  if (source.size > MOST_BYTES) throw overLimit(`${source.name} has ${source.size} bytes`)
  const head = Buffer.from(await source.read(0, Math.min(4, source.size)))
  return importanceMatrix(
    head.toString('latin1') === 'GGUF'
      ? await readGguf(source, ctx)
      : readLegacy(Buffer.from(await source.read(0, source.size)), source.name),
  )
}

const SUMS = '.in_sum2'
const COUNTS = '.counts'

async function readGguf(source: RangeSource, ctx: Context): Promise<ReadonlyMap<string, Sums>> {
  const { name } = source
  const { tensors } = await parseHead(source, (bytes) => readGgufFile(bytes, { name, shard: 0 }, ctx))
  if (tensors.length > 2 * MOST_ENTRIES) throw overLimit(`${name} has ${tensors.length} tensors`)
  // Tensors that overlap would make more of the file than there is.
  if (tensors.reduce((sum, { size }) => sum + size, 0) > source.size)
    throw malformed(`${name}: its tensors have more bytes than the file`)
  const byName = new Map(tensors.map((t) => [t.name, t]))
  const sums = new Map<string, Sums>()
  for (const tensor of tensors) {
    if (!tensor.name.endsWith(SUMS)) continue
    const of = tensor.name.slice(0, -SUMS.length)
    const counts = byName.get(of + COUNTS)
    if (!counts) throw malformed(`${name} has sums of ${JSON.stringify(of)} and no counts`)
    ctx.checkpoint()
    const values = await floats(source, tensor)
    const read = await floats(source, counts)
    if (read.length === 0 || values.length % read.length !== 0)
      throw malformed(`${name}: ${read.length} counts for ${values.length} sums of ${JSON.stringify(of)}`)
    sums.set(of, { values, counts: Array.from(read, Math.round), whereNone: 'ones' })
  }
  if (sums.size === 0) throw malformed(`${name} is no importance matrix: no tensor of it is named …${SUMS}`)
  return sums
}

async function floats(
  source: RangeSource,
  { name, type, offset, size }: StoredTensor,
): Promise<Float32Array> {
  if (type !== 'F32') throw malformed(`${source.name}: ${JSON.stringify(name)} is ${type} where F32 belongs`)
  if (offset + size > source.size) throw malformed(`${source.name} ends inside ${JSON.stringify(name)}`)
  const bytes = await source.read(offset, size)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: size >> 2 }, (_, i) => view.getFloat32(4 * i, true))
}
