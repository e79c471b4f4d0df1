import { malformed } from '../../model/read-error.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import type { RangeSource } from '../files/range-source.ts'
import type { RowReader } from '../pass/row-reader.ts'

/** A tensor as a test makes it: float32 values, or bytes of any type. */
export interface MadeTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
  /** In place of the values. */
  readonly stored?: { readonly type: string; readonly bytes: Uint8Array }
}

export interface MadeModel {
  readonly kind: ModelFiles['kind']
  readonly tensors: Readonly<Record<string, MadeTensor>>
  readonly metadata?: Readonly<Record<string, MetadataValue>>
  /** What `config.json` says. */
  readonly config?: unknown
  /** Behind a network. */
  readonly far?: boolean
}

/** A model that lies in memory, with a reader of its rows. */
export interface MemoryModel extends ModelFiles {
  readonly rows: RowReader
  /** Ranges that were read so far. */
  readonly reads: () => number
}

export function memoryModel({ kind, tensors, metadata = {}, config, far = false }: MadeModel): MemoryModel {
  const parts = Object.entries(tensors).map(([name, { shape, values, stored }]) => ({
    name,
    shape,
    type: stored?.type ?? 'F32',
    bytes: stored?.bytes ?? new Uint8Array(values.slice().buffer),
  }))
  const data = Buffer.concat(parts.map(({ bytes }) => bytes))
  let offset = 0
  const table = new Map<string, StoredTensor>()
  for (const { name, shape, type, bytes } of parts) {
    table.set(name, { name, shape, type, shard: 0, offset, size: bytes.length })
    offset += bytes.length
  }
  let reads = 0
  const within = (start: number, length: number): Uint8Array => {
    reads++
    if (!(start >= 0) || start + length > data.length) throw malformed('the file ends there', start)
    return Uint8Array.from(data.subarray(start, start + length))
  }
  const source: RangeSource = {
    name: kind,
    size: data.length,
    ...(!far && { path: kind }),
    read: (start, length) => Promise.resolve().then(() => within(start, length)),
    close: () => {},
  }
  return {
    kind,
    name: kind,
    shards: [source],
    tensors: table,
    metadata,
    flaws: [],
    array: () => Promise.resolve(undefined),
    side: (name) =>
      Promise.resolve(
        name === 'config.json' && config !== undefined ? Buffer.from(JSON.stringify(config)) : undefined,
      ),
    close: () => {},
    rows: {
      rows: (tensor, rowBytes, first, count) => within(tensor.offset + rowBytes * first, rowBytes * count),
      close: () => {},
    },
    reads: () => reads,
  }
}
