import { parse, TomlError } from 'smol-toml'
import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { decodeJsonText } from '../../text/python-json.ts'
import { malformed, overLimit } from '../../model/read-error.ts'

/** Locks of the largest projects have a few MiB. */
const MAX_TOML = 8 * MiB
/** Deeper than any file of a packaging tool, far from the end of the stack. */
const MAX_DEPTH = 100

/** The parser's objects have no prototype, so that every key is an own one. */
export type Table = Readonly<Record<string, unknown>>

export interface TomlFile {
  readonly text: string
  readonly root: Table
}

export function readText(bytes: Bytes, ctx: Context, most: number = MAX_TOML): string {
  const limit = Math.min(most, ctx.limits.structureBytes)
  if (bytes.size > limit) throw overLimit(`a package file of ${bytes.size} bytes`)
  // PowerShell writes what is piped into a file as UTF-16.
  return decodeJsonText(bytes.read(0, bytes.size))
}

export function readToml(bytes: Bytes, ctx: Context): TomlFile {
  const text = readText(bytes, ctx)
  ctx.checkpoint()
  const root = parseTomlTable(text)
  ctx.checkpoint()
  return { text, root }
}

/** Throws `ReadError` alone. */
export function parseTomlTable(text: string): Table {
  try {
    return parse(text, { maxDepth: MAX_DEPTH })
  } catch (error) {
    if (error instanceof TomlError)
      throw malformed(`TOML that cannot be parsed, line ${error.line}: ${firstLine(error.message)}`)
    throw malformed('TOML that cannot be parsed')
  }
}

function firstLine(message: string): string {
  return message
    .split('\n', 1)[0]!
    .replace(/^Invalid TOML document: /, '')
    .slice(0, 120)
}

export function tableOf(value: unknown): Table | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? (value as Table)
    : undefined
}

/** The value under a path of keys. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  let current = value
  for (const key of keys) {
    const table = tableOf(current)
    if (!table || !Object.hasOwn(table, key)) return undefined
    current = table[key]
  }
  return current
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function tablesOf(value: unknown): readonly Table[] {
  return listOf(value)
    .map(tableOf)
    .filter((table) => table !== undefined)
}

export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  const table = tableOf(value)
  return table ? Object.entries(table) : []
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function textsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? [])
}

/** A value in the words of a message. */
export function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).slice(0, 20)
    : 'that is no text'
}
