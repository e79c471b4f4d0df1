/** Where keys and texts stand in a TOML file that people wrote. Lines count from one. */
export interface Places {
  /** Line of a key by its full path. */
  key(...path: readonly string[]): number
  /** Line of a text in the value of the key at a path. */
  text(value: string, ...path: readonly string[]): number
}

/** One pass over the text, because the parser tells no positions. What is not found stands at line 1. */
export function tomlPlaces(source: string): Places {
  const keys = new Map<string, number>()
  const texts = new Map<string, number>()
  let table: readonly string[] = []
  let owner: readonly string[] = []
  let line = 0
  for (const raw of source.split('\n')) {
    line++
    const text = raw.length > 4000 ? raw.slice(0, 4000) : raw
    const header = /^\s*\[\[?([^\]]{1,300})\]/.exec(text)?.[1]
    if (header !== undefined && !/^\s*\[\s*["'{[]/.test(text)) {
      table = keyParts(header)
      owner = table
      note(keys, table, line)
      continue
    }
    const key = /^\s*((?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*)\s*=/.exec(
      text,
    )
    if (key) {
      owner = [...table, ...keyParts(key[1]!)]
      note(keys, owner, line)
    }
    const rest = key ? text.slice(key[0].length) : text
    for (const quoted of rest.matchAll(/"((?:[^"\\]+|\\.?)*)(?:"|$)|'([^']*)'/g)) {
      const value = quoted[1]?.replaceAll(/\\(["\\])/g, '$1') ?? quoted[2] ?? ''
      note(texts, [...owner, value], line)
      note(texts, [value], line)
    }
  }
  const keyLine = (path: readonly string[]): number => {
    // A value in an inline table stands where the table does.
    for (let end = path.length; end > 0; end--) {
      const found = keys.get(path.slice(0, end).join('\0'))
      if (found !== undefined) return found
    }
    return 1
  }
  return {
    key: (...path) => keyLine(path),
    text: (value, ...path) => texts.get([...path, value].join('\0')) ?? texts.get(value) ?? keyLine(path),
  }
}

function note(lines: Map<string, number>, path: readonly string[], line: number): void {
  const key = path.join('\0')
  if (!lines.has(key)) lines.set(key, line)
}

function keyParts(dotted: string): readonly string[] {
  return Array.from(dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g), (m) => m[1] ?? m[2] ?? m[3] ?? '')
}
