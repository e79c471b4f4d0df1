import type { Example } from '../../model/rule.ts'

type Value =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'u32'; readonly value: number }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'raw'; readonly value: Buffer }

interface ExampleTensor {
  readonly name: string
  readonly type?: number
  readonly shape: readonly (number | bigint)[]
  readonly offset: number | bigint
}

export interface ExampleModel {
  readonly version?: number
  readonly big?: boolean
  readonly metadata?: readonly (readonly [string, Value])[]
  readonly tensors?: readonly ExampleTensor[]
  readonly data?: number | Buffer
  /** In place of the true counts. */
  readonly tensorCount?: bigint
  readonly entryCount?: bigint
}

/** A whole GGUF file for examples and tests. */
export function ggufFile(model: ExampleModel = {}): Example {
  const {
    version = 3,
    big = false,
    metadata = [['general.architecture', string('llama')]],
    tensors = [],
  } = model
  const u32 = (value: number): Buffer => integer(BigInt(value), 4, big)
  const count = (value: number | bigint): Buffer => integer(BigInt(value), version === 1 ? 4 : 8, big)
  const text = (value: string): Buffer => Buffer.concat([count(Buffer.byteLength(value)), Buffer.from(value)])
  const encode = (entry: Value): Buffer => {
    if (entry.type === 'raw') return entry.value
    if (entry.type === 'u32') return Buffer.concat([u32(4), u32(entry.value)])
    if (entry.type === 'string') return Buffer.concat([u32(8), text(entry.value)])
    return Buffer.concat([u32(9), u32(8), count(entry.value.length), ...entry.value.map(text)])
  }
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    u32(version),
    count(model.tensorCount ?? tensors.length),
    count(model.entryCount ?? metadata.length),
    ...metadata.flatMap(([key, value]) => [text(key), encode(value)]),
    ...tensors.flatMap(({ name, type = 0, shape, offset }) => [
      text(name),
      u32(shape.length),
      ...shape.map(count),
      u32(type),
      integer(BigInt(offset), 8, big),
    ]),
  ])
  const padding = Buffer.alloc(model.data === undefined ? 0 : (32 - (header.length % 32)) % 32)
  const data = typeof model.data === 'object' ? model.data : Buffer.alloc(model.data ?? 0)
  return { path: 'model.gguf', bytes: Buffer.concat([header, padding, data]) }
}

export function string(value: string): Value {
  return { type: 'string', value }
}

function integer(value: bigint, size: number, big: boolean): Buffer {
  const raw = Buffer.alloc(8)
  raw.writeBigUInt64LE(BigInt.asUintN(64, value))
  const cut = raw.subarray(0, size)
  return big ? Buffer.from(cut.toReversed()) : cut
}
