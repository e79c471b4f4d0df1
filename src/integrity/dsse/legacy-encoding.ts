import type { DsseEnvelope } from './envelope.ts'

/**
 * What model_signing 0.2 signed instead of the encoding of the envelope: the payload as Python writes bytes in source
 * text. No payload has the same bytes in both encodings: they start with another word.
 */
export function legacyEncoding({
  payloadType,
  payload,
}: Pick<DsseEnvelope, 'payloadType' | 'payload'>): Buffer {
  const type = Buffer.byteLength(payloadType)
  return Buffer.from(`DSSEV1 ${type} ${payloadType} ${payload.length} ${pythonBytes(payload)}`, 'utf8')
}

const ESCAPES: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }

/** `repr` of Python `bytes`. */
function pythonBytes(data: Uint8Array): string {
  const quote = data.includes(39) && !data.includes(34) ? '"' : "'"
  const parts = Array.from(data, (byte) => {
    const character = String.fromCharCode(byte)
    if (character === quote) return `\\${quote}`
    return (
      ESCAPES[byte] ?? (byte >= 32 && byte < 127 ? character : `\\x${byte.toString(16).padStart(2, '0')}`)
    )
  })
  return `b${quote}${parts.join('')}${quote}`
}
