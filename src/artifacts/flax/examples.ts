/** A tree with one array, as Flax writes it: `{"w": <extension 1 of [shape, dtype, data]>}`. */
export function tree(dtype: string, shape: readonly number[], data: number): Uint8Array {
  const array = Buffer.concat([
    Buffer.from([0x93, 0x90 + shape.length, ...shape, 0xa0 + dtype.length]),
    Buffer.from(dtype),
    Buffer.from([0xc4, data]),
    Buffer.alloc(data),
  ])
  return Buffer.concat([Buffer.from([0x81, 0xa1, 0x77, 0xc7, array.length, 1]), array])
}
