/** Writers of small models, by the documents of the two formats. */

export interface WrittenTensor {
  readonly name: string
  /** Outermost dimension first. */
  readonly shape: readonly number[]
  /** ggml type id in GGUF, dtype in safetensors. */
  readonly type: number | string
  readonly data: Uint8Array
}

export type WrittenValue = string | number | boolean | readonly string[] | readonly number[]

const STRING = 8
const ARRAY = 9

/** A GGUF file of version 3. Whole numbers are written as u32, others as f32. */
export function ggufFile(
  metadata: Readonly<Record<string, WrittenValue>>,
  tensors: readonly WrittenTensor[],
): Buffer {
  const parts: Buffer[] = [
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(Object.keys(metadata).length),
  ]
  for (const [key, value] of Object.entries(metadata)) parts.push(text(key), ...valueOf(value))
  let offset = 0
  for (const { name, shape, type, data } of tensors) {
    parts.push(text(name), u32(shape.length), ...shape.toReversed().map(u64), u32(Number(type)), u64(offset))
    offset += padded(data.length)
  }
  const head = Buffer.concat(parts)
  const body = tensors.flatMap(({ data }) => [
    Buffer.from(data),
    Buffer.alloc(padded(data.length) - data.length),
  ])
  return Buffer.concat([head, Buffer.alloc(padded(head.length) - head.length), ...body])
}

export function safetensorsFile(tensors: readonly WrittenTensor[]): Buffer {
  let offset = 0
  const header: Record<string, object> = {}
  for (const { name, shape, type, data } of tensors) {
    header[name] = { dtype: type, shape, data_offsets: [offset, offset + data.length] }
    offset += data.length
  }
  const json = Buffer.from(JSON.stringify(header))
  return Buffer.concat([u64(json.length), json, ...tensors.map((t) => Buffer.from(t.data))])
}

function padded(length: number): number {
  return Math.ceil(length / 32) * 32
}

function valueOf(value: WrittenValue): Buffer[] {
  if (typeof value === 'string') return [u32(STRING), text(value)]
  if (typeof value === 'boolean') return [u32(7), Buffer.from([Number(value)])]
  if (typeof value === 'number') return Number.isInteger(value) ? [u32(4), u32(value)] : [u32(6), f32(value)]
  const [first] = value
  if (typeof first === 'number')
    return [u32(ARRAY), u32(4), u64(value.length), ...value.map((v) => u32(Number(v)))]
  return [u32(ARRAY), u32(STRING), u64(value.length), ...value.map((v) => text(String(v)))]
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([u64(bytes.length), bytes])
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

/** Float32 values as BF16 bytes: what they are rounded to by cutting, so give it values that survive that. */
export function bfloatBytes(values: Float32Array): Uint8Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length)
  return new Uint8Array(Uint16Array.from(words, (word) => word >>> 16).buffer)
}

/** Normal-like numbers of one seed, already rounded to BF16. */
export function weights(count: number, seed: number, scale = 0.05): Float32Array {
  let state = seed >>> 0 || 1
  const uniform = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
  const values = Float32Array.from({ length: count }, () => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += uniform()
    return (sum - 6) * scale
  })
  const words = new Uint32Array(values.buffer)
  for (let i = 0; i < words.length; i++) words[i]! &= 0xffff_0000
  return values
}
