export interface Assignment {
  readonly name: string
  /** Without quotes and the comment behind it. Never leaves the reader unless the name says that it names a model. */
  readonly value: string
  readonly line: number
}

const MAX_ASSIGNMENTS = 20_000

/** `NAME=value` lines of `.env` files and properties, `name = value` of INI files, with `[section].` before the name. */
export function parseAssignments(source: string): Assignment[] {
  const found: Assignment[] = []
  let section = ''
  for (const [i, raw] of source.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith(';') || line.startsWith('!')) continue
    const header = /^\[([^\]]{1,200})\]$/.exec(line)
    if (header) {
      section = `${header[1]}.`
      continue
    }
    const match = /^(?:export\s+)?([A-Za-z_][\w.-]{0,200})\s*[=:]\s*(.*)$/.exec(line)
    if (!match || found.length >= MAX_ASSIGNMENTS) continue
    found.push({ name: section + match[1]!, value: plain(match[2]!), line: i + 1 })
  }
  return found
}

function plain(value: string): string {
  const quote = value[0]
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1)
    if (end > 0) return value.slice(1, end)
  }
  return value.replace(/\s[#;].*$/, '').trim()
}
