import { malformed, overLimit } from '../model/read-error.ts'
import { parseJson, type JsonValue } from './json.ts'

/** An object of strict JSON. It inherits nothing, so `__proto__` is a key like others. */
export type StrictRecord = Readonly<Record<string, unknown>>

/**
 * JSON that means the same to every parser: valid UTF-8 without byte order mark, no key twice in an object, no
 * NaN or Infinity. For what is signed: two parsers that disagree would be two documents under one signature.
 * Throws `ReadError`.
 */
export function parseStrictJson(data: Uint8Array, maxBytes: number): unknown {
  if (data.length > maxBytes) throw overLimit(`is longer than ${maxBytes} bytes`)
  const { root, repeated, bom } = parseJson(utf8(data))
  if (bom) throw malformed('starts with a byte order mark', 0)
  const twice = repeated[0]
  if (twice) throw malformed(`line ${twice.line} repeats the key ${JSON.stringify(twice.key.slice(0, 80))}`)
  return plain(root)
}

function utf8(data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    throw malformed('is no valid UTF-8')
  }
}

function plain(value: JsonValue): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw malformed('holds a number that is not finite')
  if (typeof value !== 'object' || value === null) return value
  if (value.kind === 'array') return value.items.map(plain)
  const record: Record<string, unknown> = Object.create(null)
  for (const member of value.members) record[member.key] = plain(member.value)
  return record
}

export function isRecord(value: unknown): value is StrictRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Throw `ReadError` with the name of what is wrong. */
export function recordNamed(value: unknown, name: string): StrictRecord {
  if (!isRecord(value)) throw malformed(`${name} is no object`)
  return value
}

export function listNamed(value: unknown, name: string, maxItems: number): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(`${name} is no list`)
  if (value.length > maxItems) throw overLimit(`${name} has more than ${maxItems} items`)
  return value
}

export function textNamed(value: unknown, name: string): string {
  if (typeof value !== 'string') throw malformed(`${name} is no text`)
  return value
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Base64 in the one way in which these bytes can be written: a lax decoder would see other bytes in other texts. */
export function base64Named(value: unknown, name: string): Buffer {
  const text = textNamed(value, name)
  const data = Buffer.from(text, 'base64')
  if (!BASE64.test(text) || data.toString('base64') !== text) throw malformed(`${name} is no base64`)
  return data
}
