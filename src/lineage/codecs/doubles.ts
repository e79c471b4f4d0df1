import { STAT, type BlockCodec } from './codec.ts'
import { addSums } from './forced.ts'

const BYTES = 8

/** Double precision: the weight widened, as nothing is lost by that. */
export const doubles: BlockCodec = {
  type: 'F64',
  blockWeights: 1,
  blockBytes: BYTES,
  proof: 'exact',
  dequantise(row, out) {
    read(row, out)
  },
  check(reference, row, stats, at) {
    const exact = new Float64Array(reference.length)
    read(row, exact)
    let mismatches = 0
    for (let i = 0; i < exact.length; i++) if (!Object.is(exact[i], reference[i])) mismatches++
    stats[at + STAT.mismatches]! += mismatches
    addSums(reference, 0, Float32Array.from(exact), stats, at)
  },
}

function read(row: Uint8Array, out: Float32Array | Float64Array): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength)
  for (let i = 0; i * BYTES < row.length; i++) out[i] = view.getFloat64(i * BYTES, true)
}
