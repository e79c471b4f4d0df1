import type { Random } from './random.ts'

/** Changes that keep some structure: one byte off, a slice doubled, cut or moved, an opcode turned into another. */
export function mutate(random: Random, stream: Buffer, other: Buffer): Buffer {
  let bytes = Buffer.from(stream)
  for (let n = 1 + random.below(3); n > 0 && bytes.length > 1; n--) {
    const at = random.below(bytes.length)
    const length = 1 + random.below(Math.min(12, bytes.length - at))
    switch (random.below(8)) {
      case 0:
        bytes[at] = (bytes[at]! + random.pick([1, -1, 16, 128])) & 255
        break
      case 1:
        bytes[at] = random.pick([
          ...Buffer.from('(.012FIJKLMNPQRSTUVXabcdeghijlopqrstu]})GB', 'latin1'),
          0x80,
          0x81,
          0x93,
          0x94,
          0x95,
        ])
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
        break
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
        break
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), random.bytes(length), bytes.subarray(at)])
        break
      case 5:
        bytes = Buffer.concat([
          bytes.subarray(0, at),
          other.subarray(random.below(other.length + 1)),
          bytes.subarray(at),
        ])
        break
      case 6:
        bytes = bytes.subarray(0, Math.max(1, bytes.length - random.below(6)))
        break
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), frame(random, length), bytes.subarray(at)])
    }
  }
  return bytes
}

function frame(random: Random, length: number): Buffer {
  const header = Buffer.alloc(9)
  header[0] = 0x95
  header.writeBigUInt64LE(BigInt(random.chance(0.9) ? length + random.below(20) : 2 ** 40), 1)
  return header
}
