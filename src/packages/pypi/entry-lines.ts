import type { Table } from './toml.ts'

/** Where the entries of an array of tables stand. Counted from one; 1 where it cannot be told. */
export type EntryLines = (index: number, entry: Table) => number

/**
 * One pass over the text, because the parser tells no positions. `header` is `[[package]]`; an entry's line is
 * that of its name, else that of its header.
 */
export function entryLines(text: string, header: string): EntryLines {
  const lines: number[] = []
  const byName = new Map<string, number[]>()
  let line = 0
  let open: number | undefined
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    line++
    if (text[at] === '[') {
      open = text.startsWith(header, at) ? lines.push(line) - 1 : undefined
    } else if (open !== undefined && text.startsWith('name', at)) {
      const name = /^name\s*=\s*["']([^"']{1,200})["']/.exec(text.slice(at, Math.min(next, at + 240)))?.[1]
      if (name !== undefined) {
        lines[open] = line
        const same = byName.get(name)
        if (same) same.push(line)
        else byName.set(name, [line])
      }
    }
    at = next
  }
  // Text of the header inside a longer string makes the counts differ; names still tell.
  return (index, entry) => {
    const own = typeof entry['name'] === 'string' ? byName.get(entry['name']) : undefined
    const counted = lines[index]
    if (!own || (counted !== undefined && own.includes(counted))) return counted ?? 1
    return own[0] ?? counted ?? 1
  }
}
