const WEIGHTS = 32

/** Reads the codes of a block of 32 weights. */
export type ReadCodes = (blocks: Uint8Array, at: number, codes: Int32Array) => void

/** Four bits each: the low halves of sixteen bytes, then the high ones. @param from where they begin in a block */
export function fourBits(from: number): ReadCodes {
  return (blocks, at, codes) => {
    for (let i = 0; i < WEIGHTS; i++) codes[i] = (blocks[at + from + (i & 15)]! >> (i < 16 ? 0 : 4)) & 15
  }
}

/** Five bits each: the fifth of all of them in four bytes before the others. */
export function fiveBits(from: number): ReadCodes {
  const low = fourBits(from + 4)
  return (blocks, at, codes) => {
    low(blocks, at, codes)
    for (let i = 0; i < WEIGHTS; i++)
      codes[i] = codes[i]! | (((blocks[at + from + (i >> 3)]! >> (i & 7)) & 1) << 4)
  }
}
