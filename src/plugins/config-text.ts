import { MiB, type Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import { malformed, overLimit } from '../model/read-error.ts'
import { parseJsonConfig } from '../syntax/config/json.ts'
import { parseTomlConfig } from '../syntax/config/toml.ts'
import type { ConfigValue } from '../syntax/config/tree.ts'
import { parseYaml } from '../syntax/config/yaml.ts'

/** State files of clients grow with their history. */
const MAX_CONFIG = 16 * MiB

export type Notation = 'json' | 'toml' | 'yaml'

function notationOf(path: string): Notation {
  if (/\.toml$/i.test(path)) return 'toml'
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'json'
}

export function readText(bytes: Bytes, ctx: Context, most: number = MAX_CONFIG): string {
  const limit = Math.min(most, ctx.limits.structureBytes)
  if (bytes.size > limit) throw overLimit(`a text of ${bytes.size} bytes, more than ${limit}`)
  ctx.checkpoint()
  const raw = bytes.read(0, bytes.size)
  const wide = raw[0] === 0xff && raw[1] === 0xfe
  return raw.toString(wide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '')
}

/** One document in the notation of its name. Undefined when the file is empty. */
export function readConfig(path: string, bytes: Bytes, ctx: Context): ConfigValue | undefined {
  const text = readText(bytes, ctx)
  if (text.trim() === '') return undefined
  return parseConfig(text, notationOf(path), ctx)
}

export function parseConfig(text: string, notation: Notation, ctx: Context): ConfigValue | undefined {
  switch (notation) {
    case 'json':
      return parseJsonConfig(text, ctx)
    case 'toml':
      return parseTomlConfig(text, ctx)
    case 'yaml': {
      const [document] = parseYaml(text, ctx)
      if (document?.error) throw malformed(`YAML that cannot be parsed: ${document.error.message}`)
      return document?.root
    }
    default:
      return notation satisfies never
  }
}
