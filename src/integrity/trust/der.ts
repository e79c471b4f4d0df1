import { malformed } from '../../model/read-error.ts'

/** One element of DER. */
export interface Der {
  readonly tag: number
  readonly content: Uint8Array
}

export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
} as const

/** The elements that follow one another in the bytes. Throws `ReadError`. */
export function derElements(data: Uint8Array): readonly Der[] {
  const elements: Der[] = []
  for (let at = 0; at < data.length;) {
    const { element, end } = elementAt(data, at)
    elements.push(element)
    at = end
  }
  return elements
}

/** The elements inside the one sequence that the bytes are. Throws `ReadError`. */
export function derSequence(data: Uint8Array): readonly Der[] {
  const [first, second] = derElements(data)
  if (first?.tag !== DER.sequence || second) throw malformed('no DER sequence')
  return derElements(first.content)
}

function elementAt(data: Uint8Array, at: number): { readonly element: Der; readonly end: number } {
  const tag = data[at]!
  let length = data[at + 1]
  if (length === undefined || (tag & 0x1f) === 0x1f) throw malformed('DER ends early', at)
  let start = at + 2
  if (length & 0x80) {
    const size = length & 0x7f
    if (size === 0 || size > 4 || start + size > data.length) throw malformed('a DER length is broken', at)
    length = 0
    for (const byte of data.subarray(start, start + size)) length = length * 256 + byte
    start += size
  }
  const end = start + length
  if (end > data.length) throw malformed('DER ends early', at)
  return { element: { tag, content: data.subarray(start, end) }, end }
}

const MAX_OID = 64

/** Dotted numbers. Throws `ReadError`. */
export function oidText({ tag, content }: Der): string {
  if (tag !== DER.oid || content.length === 0 || content.length > MAX_OID)
    throw malformed('no DER object identifier')
  const numbers: bigint[] = []
  let value = 0n
  for (const byte of content) {
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte & 0x80) continue
    numbers.push(value)
    value = 0n
  }
  const first = numbers[0] ?? 0n
  const root = first < 80n ? first / 40n : 2n
  return [root, first - root * 40n, ...numbers.slice(1)].join('.')
}
