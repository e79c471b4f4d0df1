/** One instruction, its continued lines joined with their breaks kept. */
export interface Instruction {
  /** Upper case. */
  readonly name: string
  readonly text: string
  readonly line: number
}

const MAX_INSTRUCTIONS = 5_000

/** Splits a Dockerfile: comments, continued lines, here-documents of `RUN` and `COPY`. */
export function instructionsOf(source: string): Instruction[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n')
  const escape = /^#\s*escape\s*=\s*`/m.test(source.slice(0, 500)) ? '`' : '\\'
  const out: Instruction[] = []
  for (let i = 0; i < lines.length && out.length < MAX_INSTRUCTIONS; i++) {
    const start = /^\s*([A-Za-z]+)(?:\s+|$)([^]*)$/.exec(lines[i]!)
    if (!start) continue
    const first = i
    const parts = [start[2]!]
    while (parts.at(-1)!.trimEnd().endsWith(escape) && i + 1 < lines.length) {
      i++
      const next = lines[i]!
      // Comments and empty lines may stand between continued lines.
      const skipped = /^\s*#/.test(next) || next.trim() === ''
      const before = parts.pop()!
      if (skipped) parts.push(`${before.trimEnd().slice(0, -1)}\\`, escape)
      else parts.push(`${before.trimEnd().slice(0, -1)}\\`, next)
    }
    const name = start[1]!.toUpperCase()
    const document = name === 'RUN' ? /<<-?\s*["']?(\w+)["']?/.exec(parts.join('\n'))?.[1] : undefined
    if (document !== undefined && !/[|>]\s*\S+|cat\b/.test(parts.join('\n'))) {
      const python = /\bpython[\d.]*\s*(?:-\s*)?<</.test(parts.join('\n'))
      const body: string[] = [python ? parts.join('\n') : '']
      while (i + 1 < lines.length && lines[++i]!.trim() !== document) body.push(lines[i]!)
      if (python) body.push(document)
      out.push({ name, text: body.join('\n'), line: first + 1 })
      continue
    }
    if (document !== undefined) {
      while (i + 1 < lines.length && lines[++i]!.trim() !== document);
    }
    out.push({ name, text: parts.join('\n').replace(/\\\n\\?$/, ''), line: first + 1 })
  }
  return out
}

/** Options of an instruction: `--platform=…`, `--mount=…`. */
export function withoutOptions(text: string): string {
  return text.replace(/^(?:\s*(?:\\\n)?--[a-z]+(?:=\S+)?(?:\s|\\\n)+)+/, (taken) =>
    '\\\n'.repeat(taken.split('\n').length - 1),
  )
}

/** The words of the exec form, or nothing for the shell form. */
export function execForm(text: string): string[] | undefined {
  const joined = text.replaceAll(/\\\n/g, ' ').trim()
  if (!joined.startsWith('[')) return undefined
  try {
    const parsed: unknown = JSON.parse(joined)
    return Array.isArray(parsed) ? parsed.filter((w) => typeof w === 'string') : undefined
  } catch {
    return undefined
  }
}

/** `NAME=value NAME="other value"`, and the old `NAME value`. */
export function pairsOf(text: string): { name: string; value: string; line: number }[] {
  const out: { name: string; value: string; line: number }[] = []
  const pattern = /(\b[A-Za-z_][\w.-]{0,200})=(?:"((?:[^"\\]|\\[^])*)"|'([^']*)'|((?:[^\s\\"']|\\[^\n])*))/g
  for (const m of text.matchAll(pattern))
    out.push({
      name: m[1]!,
      value: m[2] ?? m[3] ?? m[4] ?? '',
      line: text.slice(0, m.index).split('\n').length - 1,
    })
  if (out.length > 0) return out
  const old = /^\s*([A-Za-z_]\w*)\s+([^]*)$/.exec(text)
  return old ? [{ name: old[1]!, value: old[2]!.trim(), line: 0 }] : []
}
