/** Just enough DER to make certificates that nobody else would issue. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const n = content.length
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tlv(0x30, ...parts)
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest.flatMap(base128)]
  return tlv(0x06, Buffer.from(bytes))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let more = value >>> 7; more > 0; more >>>= 7) digits.unshift((more & 0x7f) | 0x80)
  return digits
}

export function integer(value: number): Buffer {
  return tlv(0x02, Buffer.from([value]))
}

export function utf8(text: string): Buffer {
  return tlv(0x0c, Buffer.from(text, 'utf8'))
}

export function octets(content: Uint8Array): Buffer {
  return tlv(0x04, content)
}

export function bits(content: Uint8Array, unused = 0): Buffer {
  return tlv(0x03, Buffer.from([unused]), content)
}

export function time(at: number): Buffer {
  const text = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return tlv(0x18, Buffer.from(text))
}

export function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('2.5.4.3'), utf8(name))))
}

export function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), octets(value))
}

export function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes)
  if (bytes <= 6) buffer.writeUIntBE(value, 0, bytes)
  else buffer.writeBigUInt64BE(BigInt(value))
  return buffer
}
