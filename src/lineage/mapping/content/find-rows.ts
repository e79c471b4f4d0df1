import type { ModelFiles, StoredTensor } from '../../files/model-files.ts'
import { decode, elementBytes } from '../../pass/reference-rows.ts'
import { elements } from '../draft.ts'
import type { Models } from '../map-model.ts'
import { agreement } from './agreement.ts'
import { candidateValues } from './read-values.ts'
import { probeRows } from './verify.ts'

/** Where a row of a tensor was found. */
export interface Place {
  readonly row: number
  readonly source: StoredTensor
  readonly at: number
}

/** Bytes that may still be read. */
export interface Budget {
  bytes: number
}

const CHUNK = 4 * 1024 * 1024
/** What a read costs at least. */
const LEAST = 64 * 1024
/** Values of each row that are compared at first. */
const SAMPLED = 256
const NARROWEST = 64

interface Probe {
  readonly row: number
  readonly values: Float32Array
  best: number
  place: Place | undefined
}

/** Looks rows of a tensor up among all rows of equal width, as far as the budget goes. Undefined where they are not there. */
export async function findRows(
  { candidate, reference }: Models,
  tensor: StoredTensor,
  pool: readonly StoredTensor[],
  budget: Budget,
): Promise<readonly Place[] | undefined> {
  const width = tensor.shape.at(-1) ?? 1
  const rows = (elements(tensor) ?? 0) / width
  if (width < NARROWEST || tensor.shape.length < 2) return undefined
  const shape = {
    tensor: tensor.name,
    rows,
    width,
    sources: [],
    transposed: false,
    elementwise: { kind: 'none' },
  } as const
  const probes: Probe[] = []
  for (const row of probeRows(rows, 5)) {
    const values = await candidateValues(candidate, tensor, shape, {
      first: row,
      count: 1,
      columns: { width },
    })
    if (values?.some((v) => v !== 0)) probes.push({ row, values, best: 0, place: undefined })
  }
  if (probes.length === 0) return undefined
  for (const source of pool) {
    const bytes = elementBytes(source.type)
    if (source.shape.at(-1) !== width || source.shape.length < 2 || bytes === undefined) continue
    const cost = Math.max(source.size, LEAST)
    if (cost > budget.bytes) continue
    budget.bytes -= cost
    await scan(reference, source, { width, rowBytes: width * bytes, type: tensor.type }, probes)
  }
  const found = probes.flatMap(({ place }) => place ?? [])
  return found.length * 2 > probes.length ? found : undefined
}

interface Scan {
  readonly width: number
  readonly rowBytes: number
  readonly type: string
}

async function scan(
  reference: ModelFiles,
  source: StoredTensor,
  { width, rowBytes, type }: Scan,
  probes: readonly Probe[],
): Promise<void> {
  const shard = reference.shards[source.shard]
  const rows = Math.floor(source.size / rowBytes)
  const perChunk = Math.max(1, Math.floor(CHUNK / rowBytes))
  const step = Math.max(1, Math.floor(width / SAMPLED))
  const values = new Float32Array(perChunk * width)
  if (!shard || source.offset + rows * rowBytes > shard.size) return
  for (let first = 0; first < rows; first += perChunk) {
    const count = Math.min(perChunk, rows - first)
    const data = await shard.read(source.offset + first * rowBytes, count * rowBytes)
    const part = values.subarray(0, count * width)
    decode(source.type, data, part)
    for (const probe of probes)
      for (let r = 0; r < count; r++) {
        const cosine = sampledCosine(probe.values, part, r * width, step)
        if (cosine <= probe.best) continue
        const row = part.subarray(r * width, (r + 1) * width)
        if (agreement(probe.values, row, type).kind !== 'same') continue
        probe.best = cosine
        probe.place = { row: probe.row, source, at: first + r }
      }
  }
}

function sampledCosine(a: Float32Array, b: Float32Array, at: number, step: number): number {
  let dot = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i += step) {
    const x = a[i]!
    const y = b[at + i]!
    dot += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? dot / Math.sqrt(aa * bb) : 0
}
