import { parse as parseToml, stringify as stringifyToml } from 'smol-toml'
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml'
import { hostileKey, hostileValue } from './hostile-values.ts'
import type { Random } from './random.ts'

type Holder = Record<string, unknown> | unknown[]
interface Place {
  readonly holder: Holder
  readonly key: string | number
}

interface Notation {
  parse(text: string): unknown
  stringify(value: unknown): string
}

const JSON_TEXT: Notation = { parse: JSON.parse, stringify: (value) => JSON.stringify(value, null, 1) }
const YAML: Notation = { parse: (text) => parseYaml(text), stringify: (value) => stringifyYaml(value) }
const TOML: Notation = { parse: parseToml, stringify: (value) => stringifyToml(value) }

/** The document with some of its values changed, well-formed as before; undefined where there is none. */
export function mutateTree(path: string, text: string, random: Random): string | undefined {
  for (const notation of notationsOf(path, text)) {
    try {
      const root = { root: notation.parse(text) }
      if (typeof root.root !== 'object' || root.root === null) continue
      for (let n = 1 + random(3); n > 0; n--) change(root, random)
      return notation.stringify(root.root)
    } catch {
      // Neither is every text of this notation, nor every mutant expressible in it.
    }
  }
  return undefined
}

function notationsOf(path: string, text: string): Notation[] {
  if (/^\s*[[{]/.test(text) && !/\.(?:toml|ya?ml|py|[jt]sx?|md|sh)$/.test(path)) return [JSON_TEXT]
  if (/\.ya?ml$|\.dvc$|dvc\.lock$|Kitfile$|pixi\.lock$/.test(path)) return [YAML]
  if (/\.toml$|\.lock$|Pipfile$/.test(path)) return [TOML, YAML]
  return []
}

function change(root: Holder, random: Random): void {
  const places = placesIn(root)
  const { holder, key } = places[random(places.length)]!
  const other = places[random(places.length)]!
  const value = get(holder, key)
  switch (random(9)) {
    case 0:
    case 1:
    case 2:
      return put(holder, key, hostileValue(random))
    case 3:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else if (holder !== root) delete holder[key]
      return
    case 4:
      return put(holder, Array.isArray(holder) ? holder.length : hostileKey(random), value)
    case 5:
      return put(holder, key, structuredClone(get(other.holder, other.key)))
    case 6:
      return put(holder, key, nested(value, random))
    case 7:
      if (typeof value === 'string') put(holder, key, twisted(value, random))
      else put(holder, key, [value])
      return
    default:
      // One in some: thousands of entries make the largest mutants of all.
      if (random(8) > 0 || !Array.isArray(value) || value.length === 0)
        return put(holder, key, [value, value])
      for (let n = [10, 500, 2000][random(3)]!; n > 0; n--) value.push(value[random(value.length)])
  }
}

function placesIn(root: Holder): Place[] {
  const places: Place[] = []
  const open: Holder[] = [root]
  for (let holder = open.pop(); holder && places.length < 20_000; holder = open.pop())
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key })
      if (typeof value === 'object' && value !== null && !(value instanceof Date)) open.push(value as Holder)
    }
  return places
}

function get(holder: Holder, key: string | number): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value
}

/** `__proto__` becomes a field like any other. */
function put(holder: Holder, key: string | number, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })
}

function nested(value: unknown, random: Random): unknown {
  let result = value
  const asList = random(2) === 0
  for (let depth = [1, 3, 40, 150, 1500][random(5)]!; depth > 0; depth--)
    result = asList ? [result] : { a: result }
  return result
}

function twisted(text: string, random: Random): string {
  const piece = String(hostileValue(random))
  const at = random(text.length + 1)
  return [
    text.slice(0, at) + piece + text.slice(at),
    piece + text,
    text + piece,
    text.slice(0, at),
    text.toUpperCase(),
  ][random(5)]!
}
