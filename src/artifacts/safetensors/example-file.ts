import type { Example } from '../../model/rule.ts'

/** A whole file for examples and tests: the length, the header as given, then the data. */
export function safetensorsFile(
  header: string | Buffer,
  data: number | Buffer = 0,
  length?: bigint,
): Example {
  const json = Buffer.from(header)
  const field = Buffer.alloc(8)
  field.writeBigUInt64LE(length ?? BigInt(json.length))
  const content = typeof data === 'number' ? Buffer.alloc(data) : data
  return { path: 'model.safetensors', bytes: Buffer.concat([field, json, content]) }
}

/** One entry of the header. */
export function tensor(
  name: string,
  dtype: string,
  shape: readonly number[],
  offsets: readonly number[],
): string {
  return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: offsets })}`
}
