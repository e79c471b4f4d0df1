import type { YamlNode } from './block-yaml.ts'
import { closingQuote, unquoted } from './block-yaml-lexis.ts'

/** `[a, b]` and `{a: b}` in one text; undefined when it is incomplete or holds what is not understood. */
export function parseFlow(
  text: string,
  line: number,
  count: () => void,
  depthLeft: number,
): YamlNode | undefined {
  let at = 0
  const root = value(depthLeft)
  space()
  return root && (at >= text.length || text[at] === '#') ? root : undefined

  function space(): void {
    while (text[at] === ' ' || text[at] === '\t') at++
  }

  function value(left: number): YamlNode | undefined {
    space()
    count()
    if (left <= 0) return undefined
    if (text[at] === '[') return list(left)
    if (text[at] === '{') return map(left)
    const word = scalar()
    return word && { kind: 'scalar', line, ...word }
  }

  function scalar(): { text: string; quoted: boolean } | undefined {
    const first = text[at]
    if (first === "'" || first === '"') {
      const end = closingQuote(text, at)
      const inner = end < 0 ? undefined : unquoted(text.slice(at, end + 1))
      at = end + 1
      return inner === undefined ? undefined : { text: inner, quoted: true }
    }
    if (first === undefined || '&*!|>%@`#'.includes(first)) return undefined
    const start = at
    for (; at < text.length; at++) {
      const c = text[at]!
      if (',[]{}'.includes(c)) break
      if (c === ':' && (text[at + 1] === ' ' || at + 1 === text.length)) break
    }
    return { text: text.slice(start, at).trim(), quoted: false }
  }

  function list(left: number): YamlNode | undefined {
    const items: YamlNode[] = []
    at++
    for (;;) {
      space()
      if (text[at] === ']') return (at++, { kind: 'list', line, items })
      const item = value(left - 1)
      if (!item) return undefined
      items.push(item)
      space()
      if (text[at] === ',') at++
      else if (text[at] !== ']') return undefined
    }
  }

  function map(left: number): YamlNode | undefined {
    const members = new Map<string, YamlNode>()
    at++
    for (;;) {
      space()
      if (text[at] === '}') return (at++, { kind: 'map', line, members })
      const key = scalar()
      space()
      if (!key || text[at] !== ':') return undefined
      at++
      const member = value(left - 1)
      if (!member || members.has(key.text)) return undefined
      members.set(key.text, member)
      space()
      if (text[at] === ',') at++
      else if (text[at] !== '}') return undefined
    }
  }
}
