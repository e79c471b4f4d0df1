export const BLOCK = 512

export interface TarHeader {
  readonly name: string
  readonly mode: number
  /** Of the data that follows, in bytes. */
  readonly size: number
  /** One character; NUL is a file, as before POSIX. */
  readonly type: string
  readonly link: string
  readonly block: Buffer
}

/** A header block whose checksum is right, by the unsigned sum or by the signed one of old programs. */
export function tarHeader(block: Buffer): TarHeader | undefined {
  if (block.length < BLOCK) return undefined
  const declared = octal(block, 148, 8)
  if (declared === undefined || !sums(block, declared)) return undefined
  const size = number(block, 124, 12)
  if (size === undefined) return undefined
  const magic = block.toString('latin1', 257, 263)
  // GNU's own variant keeps times where POSIX keeps the front of long names.
  const prefix = magic === 'ustar\0' ? text(block, 345, 155) : ''
  const name = text(block, 0, 100)
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: octal(block, 100, 8) ?? 0,
    size,
    type: String.fromCharCode(block[156]!),
    link: text(block, 157, 100),
    block,
  }
}

function sums(block: Buffer, declared: number): boolean {
  let unsigned = 8 * 0x20
  let signed = unsigned
  for (let i = 0; i < BLOCK; i++) {
    if (i === 148) i = 156
    const byte = block[i]!
    unsigned += byte
    signed += byte < 0x80 ? byte : byte - 0x100
  }
  return declared === unsigned || declared === signed
}

export function isZeroBlock(block: Buffer): boolean {
  return block.every((byte) => byte === 0)
}

export function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length)
  const end = field.indexOf(0)
  return (end < 0 ? field : field.subarray(0, end)).toString('utf8')
}

function octal(block: Buffer, start: number, length: number): number | undefined {
  const digits = block
    .toString('latin1', start, start + length)
    .replace(/\0[^]*$/, '')
    .trim()
  return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : undefined
}

/** Octal, or, where the first bit is set, binary; negative and unsafe numbers are no sizes. */
export function number(block: Buffer, start: number, length: number): number | undefined {
  if ((block[start]! & 0x80) === 0) return octal(block, start, length)
  if (block[start] !== 0x80) return undefined
  let value = 0n
  for (const byte of block.subarray(start + 1, start + length)) value = (value << 8n) | BigInt(byte)
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined
}
