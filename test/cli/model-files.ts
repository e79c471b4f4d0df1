/** A pickle that would run a command. It is only ever read. */
export const hostilePickle: Uint8Array = Buffer.from("cos\nsystem\n(S'echo hello'\ntR.")

/** A pickle of a list of numbers. */
export const harmlessPickle: Uint8Array = Buffer.from('(lp0\nI1\naI2\na.')

/** A safetensors file with one tensor. */
export const cleanSafetensors: Uint8Array = safetensors(
  '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
  4,
)

/** Two tensors share bytes. */
export const overlappingSafetensors: Uint8Array = safetensors(
  '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
  4,
)

/** Named by its first bytes, and not read: 7z archives are a gap. */
export const sevenZip: Uint8Array = Buffer.from('377abcaf271c0004' + '00'.repeat(24), 'hex')

function safetensors(header: string, data: number): Uint8Array {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(data)])
}
