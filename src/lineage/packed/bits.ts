/** Codes of 1 to 8 bits in a stream that begins with the lowest bit of the first byte. */
export function codeAt(bytes: Uint8Array, index: number, bits: number): number {
  const bit = index * bits
  const byte = bit >>> 3
  return ((bytes[byte]! | (bytes[byte + 1]! << 8)) >>> (bit & 7)) & ((1 << bits) - 1)
}

/** Bytes that hold `count` codes, in words of 32 bits. */
export function streamBytes(count: number, bits: number): number {
  return Math.ceil((count * bits) / 32) * 4
}
