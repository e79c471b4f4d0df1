import type { BytecodeFact } from './facts.ts'
import { readCodeNames } from './marshal.ts'

/** A code object opens with `c`, with or without the reference flag. */
const CODE = new Set([0x63, 0xe3])

/** Python's own decoder passes over line breaks and whatever else is not of the alphabet. */
function decodeBytecode(text: string): Buffer {
  return Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64')
}

export function looksLikeBytecode(text: string): boolean {
  return text.length >= 40 && CODE.has(decodeBytecode(text.slice(0, 16))[0] ?? 0)
}

export function describeBytecode(text: string): BytecodeFact {
  // Keras falls back to the raw characters where they are no base64.
  const data =
    CODE.has(text.charCodeAt(0)) && /[^A-Za-z0-9+/=\s]/.test(text)
      ? Buffer.from(text, 'latin1')
      : decodeBytecode(text)
  try {
    const { names, strings } = readCodeNames(data)
    return { size: data.length, names, strings }
  } catch {
    return { size: data.length }
  }
}
