import type { Context } from '../model/context.ts'
import { ReadError } from '../model/read-error.ts'
import type { ConfigEntry, ConfigValue } from '../syntax/config/tree.ts'
import { parseYaml } from '../syntax/config/yaml.ts'

export interface FrontMatter {
  /** Undefined when the text has none. Lines count from the start of the text. */
  readonly values?: ConfigValue
  /** The rest of the text. */
  readonly body: string
  /** From one. */
  readonly bodyLine: number
}

const MAX_LINES = 2000

/** The block between two lines of `---` at the start of a text. What is no valid YAML is read line by line. */
export function readFrontMatter(text: string, ctx: Context): FrontMatter {
  const none = { body: text, bodyLine: 1 }
  const opening = /^(?:\s{0,200})---[ \t]*\r?\n/.exec(text)
  if (!opening) return none
  const lines = text.slice(opening[0].length).split('\n', MAX_LINES)
  const end = lines.findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0) return none
  const before = opening[0].split('\n').length - 1
  const inner = lines.slice(0, end).map((line) => line.replace(/\r$/, ''))
  const body = text.slice(opening[0].length + lines.slice(0, end + 1).join('\n').length).replace(/^\n/, '')
  return { values: valuesOf(inner, before, ctx), body, bodyLine: before + end + 2 }
}

function valuesOf(lines: readonly string[], before: number, ctx: Context): ConfigValue {
  // Empty lines before it keep its line numbers.
  const start = '\n'.repeat(before)
  return (
    mapOf(start + lines.join('\n'), ctx) ??
    mapOf(start + lines.map(quoted).join('\n'), ctx) ??
    lineByLine(lines, before)
  )
}

function mapOf(text: string, ctx: Context): ConfigValue | undefined {
  try {
    const [document] = parseYaml(text, ctx)
    return document?.root?.kind === 'map' && !document.error ? document.root : undefined
  } catch (error) {
    if (!(error instanceof ReadError) || error.reason === 'limit') throw error
    return undefined
  }
}

/** Programs that read these files take `globs: *.ts` and `description: Use it: now`, which YAML does not. */
function quoted(line: string): string {
  const [, key, value] = /^([A-Za-z][\w-]{0,80}):[ \t]+(\S.*)$/.exec(line) ?? []
  if (
    key === undefined ||
    value === undefined ||
    !/^[*&!%@`]|: | #|:$/.test(value) ||
    /^["'|>[{]/.test(value)
  )
    return line
  return `${key}: ${JSON.stringify(value)}`
}

/** What is left when even that is no YAML. */
function lineByLine(lines: readonly string[], before: number): ConfigValue {
  const entries: { key: string; line: number; value: ConfigValue }[] = []
  for (const [i, text] of lines.entries()) {
    const line = before + i + 1
    const pair = /^([A-Za-z][\w-]{0,80}):[ \t]*(.*)$/.exec(text)
    const item = /^\s*-\s+(.*)$/.exec(text)
    const last = entries.at(-1)
    if (pair) entries.push({ key: pair[1]!, line, value: scalar(pair[2]!, line) })
    else if (item && last) last.value = withItem(last.value, scalar(item[1]!, line))
  }
  return { kind: 'map', line: before + 1, entries: entries satisfies ConfigEntry[] }
}

function withItem(value: ConfigValue, item: ConfigValue): ConfigValue {
  return { kind: 'list', line: value.line, items: value.kind === 'list' ? [...value.items, item] : [item] }
}

function scalar(text: string, line: number): ConfigValue {
  const bare = text.trim().replace(/^(["'])(.*)\1$/, '$2')
  const value = bare === '' ? null : bare === 'true' ? true : bare === 'false' ? false : bare
  return { kind: 'scalar', line, value }
}
