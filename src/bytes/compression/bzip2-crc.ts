/** The polynomial of zlib's CRC-32, but most significant bit first: node:zlib's does not fit. */
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let i = 0; i < 8; i++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1
  return crc
})

export function bzip2Crc(data: Uint8Array, length: number, before: number): number {
  let crc = before | 0
  for (let i = 0; i < length; i++) crc = (crc << 8) ^ TABLE[(crc >>> 24) ^ data[i]!]!
  return crc
}
