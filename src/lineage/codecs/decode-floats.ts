import { bfloatOf, halfOf } from './half.ts'

/** Values of a plain type as float32. */
export function decodeFloats(type: string, bytes: Uint8Array, out: Float32Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const n = out.length
  if (type === 'F32') for (let i = 0; i < n; i++) out[i] = view.getFloat32(4 * i, true)
  else if (type === 'F64') for (let i = 0; i < n; i++) out[i] = view.getFloat64(8 * i, true)
  else if (type === 'F16') for (let i = 0; i < n; i++) out[i] = halfOf(view.getUint16(2 * i, true))
  else for (let i = 0; i < n; i++) out[i] = bfloatOf(view.getUint16(2 * i, true))
}
