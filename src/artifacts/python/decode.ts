import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { constantText, MAX_TEXT } from './fold.ts'
import { FROM, originOf, unknown, type Value } from './value.ts'

type Decoder = (data: string) => string | undefined

/** What the decoding functions of the standard library make of constants. `undefined`: nothing, or too much. */
const DECODERS: Readonly<Record<string, Decoder>> = {
  'base64.b64decode': base64,
  'base64.standard_b64decode': base64,
  'base64.urlsafe_b64decode': base64,
  'base64.decodebytes': base64,
  'base64.decodestring': base64,
  'binascii.a2b_base64': base64,
  'base64.b32decode': base32,
  'base64.b16decode': hex,
  'base64.b85decode': base85,
  'base64.a85decode': ascii85,
  'binascii.unhexlify': hex,
  'binascii.a2b_hex': hex,
  'bytes.fromhex': hex,
  'bytearray.fromhex': hex,
  'zlib.decompress': inflate,
  'gzip.decompress': inflate,
}

/** The value that a decoding call gives, when its argument is constant. */
export function decoded(name: string, args: readonly Value[]): Value | undefined {
  const [data, second] = args
  if (!data) return undefined
  const from = originOf(data) | FROM.decoded
  if (name === 'codecs.decode') return byCodec(data, second ? constantText(second) : 'utf-8')
  const decoder = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
  if (!decoder) return undefined
  const source = data.kind === 'text' || data.kind === 'bytes' ? data.text : undefined
  const out = source === undefined || source.length > MAX_TEXT * 2 ? undefined : decoder(source)
  return out === undefined ? unknown(from) : { kind: 'bytes', text: out, from }
}

/** `text.decode('rot13')`, `codecs.decode(text, 'hex')`. Plain character sets hide nothing and leave no mark. */
export function byCodec(data: Value, codec: string | undefined): Value {
  const from = originOf(data)
  const name = (codec ?? '').toLowerCase().replaceAll(/[-_]/g, '')
  const source = data.kind === 'text' || data.kind === 'bytes' ? data.text : undefined
  if (/^(?:rot13|hex|hexcodec|base64|base64codec|zlib|zip|zlibcodec|bz2|bz2codec|uu|uucodec)$/.test(name)) {
    const decoder =
      name === 'rot13' ? rot13 : name.startsWith('hex') ? hex : name.startsWith('base64') ? base64 : inflate
    const out = source === undefined ? undefined : decoder(source)
    if (out === undefined) return unknown(from | FROM.decoded)
    return { kind: name === 'rot13' ? 'text' : 'bytes', text: out, from: from | FROM.decoded }
  }
  if (source === undefined) return data.kind === 'ref' ? data : unknown(from)
  if (name === 'unicodeescape' || name === 'stringescape' || name === 'rawunicodeescape') {
    const plain = source.replaceAll(/\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})/g, (_, x: string, u: string) =>
      String.fromCharCode(Number.parseInt(x ?? u, 16)),
    )
    return { kind: 'text', text: plain, from: from | FROM.decoded }
  }
  const wide = name.startsWith('utf16') || name.startsWith('utf32')
  if (wide)
    return {
      kind: 'text',
      text: source.replaceAll('\0', '').replace(/^(?:\xff\xfe|\xfe\xff)/, ''),
      from: from | FROM.decoded,
    }
  const text = data.kind === 'bytes' ? Buffer.from(source, 'latin1').toString('utf8') : source
  return { kind: 'text', text, from }
}

function base64(data: string): string | undefined {
  return Buffer.from(data, 'base64').toString('latin1')
}

function hex(data: string): string | undefined {
  const digits = data.replaceAll(/\s/g, '')
  return /^(?:[0-9a-fA-F]{2})*$/.test(digits) ? Buffer.from(digits, 'hex').toString('latin1') : undefined
}

function rot13(data: string): string | undefined {
  return data.replaceAll(/[a-zA-Z]/g, (c) => {
    const base = c <= 'Z' ? 65 : 97
    return String.fromCharCode(((c.charCodeAt(0) - base + 13) % 26) + base)
  })
}

function inflate(data: string): string | undefined {
  const bytes = Buffer.from(data, 'latin1')
  const unpack = bytes[0] === 0x1f ? gunzipSync : (bytes[0]! & 0x0f) === 8 ? inflateSync : inflateRawSync
  try {
    return unpack(bytes, { maxOutputLength: MAX_TEXT }).toString('latin1')
  } catch {
    return undefined
  }
}

function base32(data: string): string | undefined {
  const out: number[] = []
  let bits = 0
  let held = 0
  for (const c of data.replaceAll('=', '').toUpperCase()) {
    const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c)
    if (digit < 0) return undefined
    held = ((held << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out.push((held >> bits) & 0xff)
    }
  }
  return Buffer.from(out).toString('latin1')
}

const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'

function base85(data: string): string | undefined {
  return fives(data, (c) => BASE85.indexOf(c), '~')
}

function ascii85(data: string): string | undefined {
  const plain = data.replace(/^<~/, '').replace(/~>$/, '').replaceAll(/\s/g, '').replaceAll('z', '!!!!!')
  return fives(plain, (c) => c.charCodeAt(0) - 33, 'u')
}

/** Groups of five digits of base 85, big-endian, the last one padded with the highest digit. */
function fives(data: string, digit: (c: string) => number, pad: string): string | undefined {
  const padding = (5 - (data.length % 5)) % 5
  const padded = data + pad.repeat(padding)
  const out = Buffer.alloc((padded.length / 5) * 4)
  for (let i = 0; i < padded.length; i += 5) {
    let value = 0
    for (let k = 0; k < 5; k++) {
      const d = digit(padded[i + k]!)
      if (d < 0 || d > 84) return undefined
      value = value * 85 + d
    }
    if (value > 0xffffffff) return undefined
    out.writeUInt32BE(value, (i / 5) * 4)
  }
  return out.toString('latin1', 0, out.length - padding)
}
