import { isArray, isObject, parseJson, type JsonValue } from '../../bytes/json.ts'
import type { Context } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'
import { MAX_DEPTH, MAX_VALUES, type ConfigValue } from './tree.ts'

/** Comments and trailing commas are taken: editors and Node tools write them. */
export function parseJsonConfig(source: string, ctx: Context): ConfigValue {
  const { root } = parseJson(withoutComments(source), () => ctx.checkpoint())
  let left = MAX_VALUES
  return convert(root, 1, 0)

  function convert(value: JsonValue, line: number, depth: number): ConfigValue {
    if (--left < 0) throw overLimit(`more than ${MAX_VALUES} values in one document`)
    if (depth > MAX_DEPTH) throw overLimit(`JSON nested deeper than ${MAX_DEPTH}`)
    if (isObject(value))
      return {
        kind: 'map',
        line: value.line,
        entries: value.members.map((m) => ({
          key: m.key,
          line: m.line,
          value: convert(m.value, m.line, depth + 1),
        })),
      }
    if (isArray(value))
      return {
        kind: 'list',
        line: value.line,
        items: value.items.map((i) => convert(i, value.line, depth + 1)),
      }
    return { kind: 'scalar', line, value }
  }
}

/** Without an end too: looking for it again from every quote would take the square of the time. */
const STRING = String.raw`"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?`
const COMMENT = new RegExp(String.raw`${STRING}|\/\/[^\n]*|\/\*`, 'g')
const TRAILING_COMMA = new RegExp(String.raw`${STRING}|,(?=\s*[}\]])`, 'g')

/** Blanks instead of comments and trailing commas, so that lines stay where they are. */
export function withoutComments(source: string): string {
  if (!/\/[/*]|,\s*[}\]]/.test(source)) return source
  // Any number of comments may stand between a trailing comma and the bracket.
  return blanked(source, COMMENT).replaceAll(TRAILING_COMMA, (text) => (text === ',' ? ' ' : text))
}

function blanked(source: string, token: RegExp): string {
  let out = ''
  let at = 0
  token.lastIndex = 0
  for (let found = token.exec(source); found; found = token.exec(source)) {
    const [text] = found
    out += source.slice(at, found.index)
    at = found.index + text.length
    if (text.startsWith('"')) out += text
    else if (text === '/*') {
      const end = source.indexOf('*/', at)
      const stop = end < 0 ? source.length : end + 2
      out += source.slice(found.index, stop).replaceAll(/[^\n]/g, ' ')
      at = stop
      token.lastIndex = stop
    } else out += ' '.repeat(text.length)
  }
  return out + source.slice(at)
}
