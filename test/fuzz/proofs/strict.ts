import { isDeepStrictEqual } from 'node:util'
import { parseStrictJson } from '../../../src/bytes/strict-json.ts'
import { expected } from '../expected.ts'
import type { Target } from './target.ts'

const LIMIT = 64 * 1024 * 1024

/** What is strict JSON is JSON, and means the same to the parser of the engine. */
export const strictJson: Target = async (bytes) => {
  const strict = await expected(() => ({ value: parseStrictJson(bytes, LIMIT) }))
  if (!strict) return undefined
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return 'is accepted, and no JSON'
  }
  // Objects of strict JSON inherit nothing.
  return isDeepStrictEqual(plain(strict.value), plain(value))
    ? undefined
    : 'means something else to JSON.parse'
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
