/** A file beside the packages that `site` reads at every start of the interpreter. */
export interface StartFile {
  /** The lines that run, at their line numbers; every other line is empty. */
  readonly source: string
  /** Numbers of the lines that run. */
  readonly lines: readonly number[]
  /** Functions that are called: `package.module:function`. */
  readonly calls: readonly { readonly target: string; readonly line: number }[]
  /** Folders that it adds to the search path. */
  readonly folders: readonly { readonly path: string; readonly line: number }[]
}

const MAX_LINES = 10_000

/** Only at the top of site-packages: `site` does not look further down. */
export function isStartFile(place: string): boolean {
  return !place.includes('/') && /\.(?:pth|start)$/i.test(place)
}

/** Modules that `site` imports by name. */
export function isCustomize(place: string): boolean {
  return /^(?:site|user)customize(?:\.py|\/__init__\.py)$/.test(place)
}

/** Lines of a `.pth` that begin with `import` run, whatever stands behind it; a `.start` names functions to call. */
export function startFile(place: string, text: string): StartFile {
  const isStart = place.toLowerCase().endsWith('.start')
  const lines: number[] = []
  const calls: { target: string; line: number }[] = []
  const folders: { path: string; line: number }[] = []
  const source = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/, MAX_LINES)
    .map((raw, i) => {
      const line = raw.trimEnd()
      if (line.trim() === '' || line.startsWith('#')) return ''
      if (isStart) {
        const target = /^[\w.]+:[\w.]+$/.exec(line.trim())?.[0]
        if (target !== undefined) calls.push({ target, line: i + 1 })
        return ''
      }
      if (/^import[ \t]/.test(line)) {
        lines.push(i + 1)
        return line
      }
      folders.push({ path: line, line: i + 1 })
      return ''
    })
    .join('\n')
  return { source, lines, calls, folders }
}
