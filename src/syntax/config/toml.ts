import { parse } from 'smol-toml'
import type { Context } from '../../model/context.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { MAX_DEPTH, MAX_VALUES, type ConfigValue } from './tree.ts'

const MAX_TOML = 4 * 1024 * 1024

/** The library tells no positions: a value's line is that of the next place where its key is assigned. */
export function parseTomlConfig(source: string, ctx: Context): ConfigValue {
  if (source.length > MAX_TOML) throw overLimit(`TOML of more than ${MAX_TOML} characters`)
  let root: unknown
  try {
    root = parse(source)
  } catch (error) {
    throw malformed(
      `TOML that cannot be parsed: ${error instanceof Error ? error.message.split('\n')[0]!.slice(0, 120) : ''}`,
    )
  }
  const lines = assignments(source)
  let left = MAX_VALUES
  return convert(root, 1, [], 0)

  function convert(value: unknown, line: number, path: readonly string[], depth: number): ConfigValue {
    if (--left < 0) throw overLimit(`more than ${MAX_VALUES} values in one document`)
    if (depth > MAX_DEPTH) throw overLimit(`TOML nested deeper than ${MAX_DEPTH}`)
    if ((left & 4095) === 0) ctx.checkpoint()
    if (Array.isArray(value))
      return { kind: 'list', line, items: value.map((v) => convert(v, line, path, depth + 1)) }
    if (value instanceof Date || typeof value === 'bigint')
      return { kind: 'scalar', line, value: String(value) }
    if (typeof value === 'object' && value !== null)
      return {
        kind: 'map',
        line,
        entries: Object.entries(value).map(([key, inner]) => {
          const below = [...path, key]
          const where = lines.take(below) ?? line
          return { key, line: where, value: convert(inner, where, below, depth + 1) }
        }),
      }
    return {
      kind: 'scalar',
      line,
      value:
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    }
  }
}

/** Lines of `key = …` and `[table]` by full path, handed out in their order: tables of one name come in rows. */
function assignments(source: string): { take(path: readonly string[]): number | undefined } {
  const found = new Map<string, number[]>()
  let table: string[] = []
  for (const [i, line] of source.split('\n').entries()) {
    const header = /^\s*\[\[?([^\]\n]{1,300})\]/.exec(line)
    const key = header ? undefined : /^\s*([\w."'-][\w."' -]{0,199}?)\s*=/.exec(line)
    if (header) table = parts(header[1]!)
    const path = header ? table : key ? [...table, ...parts(key[1]!)] : undefined
    if (!path) continue
    const name = path.join('\0')
    const known = found.get(name)
    if (known) known.push(i + 1)
    else found.set(name, [i + 1])
  }
  return {
    take(path) {
      const list = found.get(path.join('\0'))
      return list && list.length > 1 ? list.shift() : list?.[0]
    },
  }
}

function parts(dotted: string): string[] {
  return Array.from(dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g), (m) => m[1] ?? m[2] ?? m[3] ?? '')
}
