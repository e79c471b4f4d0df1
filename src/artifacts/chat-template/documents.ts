import { isArray, isObject, parseJson, type JsonValue } from '../../bytes/json.ts'

export interface Document {
  /** As the file names it, `''` where it is the only one. */
  readonly name: string
  readonly source: string
  /** Line of the file on which it begins. */
  readonly line: number
}

const MAX_DEPTH = 4
const MAX_TEMPLATES = 1000

/**
 * The templates in a tokenizer, processor or chat configuration: `chat_template` is a string, a list of
 * named templates or a dict of them. Every value of a key that stands twice is read.
 */
export function templatesInJson(text: string, checkpoint: () => void): Document[] {
  const found: Document[] = []
  search(parseJson(text, checkpoint).root, 0, found)
  return found.slice(0, MAX_TEMPLATES)
}

function search(value: JsonValue, depth: number, found: Document[]): void {
  if (!isObject(value) || depth > MAX_DEPTH) return
  for (const { key, line, value: inner } of value.members) {
    if (/chat_?template/i.test(key)) collect(inner, '', line, found)
    else if (isObject(inner)) search(inner, depth + 1, found)
  }
}

function collect(value: JsonValue, name: string, line: number, found: Document[]): void {
  if (typeof value === 'string') found.push({ name, source: value, line })
  else if (isArray(value)) for (const item of value.items) collectNamed(item, line, found)
  else if (isObject(value))
    for (const { key, line: at, value: inner } of value.members) collect(inner, key, at, found)
}

/** `{"name": …, "template": …}` */
function collectNamed(item: JsonValue, line: number, found: Document[]): void {
  if (!isObject(item)) return collect(item, '', line, found)
  const name = item.members.find((m) => m.key === 'name')?.value
  for (const { key, line: at, value } of item.members)
    if (key !== 'name') collect(value, typeof name === 'string' ? name : key, at, found)
}
