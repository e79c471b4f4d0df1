import { isDeepStrictEqual } from 'node:util'
import { parseStrictJson } from '../../../src/bytes/strict-json.ts'
import { expected } from '../expected.ts'
import type { Target } from './target.ts'

const LIMIT = 64 * 1024 * 1024

/** What is strict JSON is JSON, and means the same to the parser of the engine. */
export const strictJson: Target = async (bytes) => {
  const strict = await expected(() => ({ value: parseStrictJson(bytes, LIMIT) }))
  if (!strict) return undefined
  const text = Buffer.from(bytes).toString()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is accepted, and no JSON'
  }
  // Objects of strict JSON inherit nothing.
  if (!isDeepStrictEqual(plain(strict.value), plain(value))) return 'means something else to JSON.parse'
  return writtenKeys(text) === keysIn(value) ? undefined : 'is accepted, and a key stands twice in it'
}

const STRING = /"(?:[^"\\]|\\.)*"(\s*:)?/g

function writtenKeys(text: string): number {
  let keys = 0
  for (const [, colon] of text.matchAll(STRING)) if (colon !== undefined) keys++
  return keys
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, inner) => sum + keysIn(inner), own)
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
