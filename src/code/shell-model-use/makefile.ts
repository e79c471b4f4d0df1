import type { Environment } from '../../commands/expand.ts'

/** A recipe as a script of the shell, with the line of its first command. */
export interface Recipe {
  readonly script: string
  readonly line: number
}

const ASSIGNMENT = /^(?:export\s+|override\s+)?([A-Za-z_][\w.-]*)\s*(\?=|::?=|=)\s*(.*)$/
const MAX_LINES = 50_000
/** Each variable may hold the one before it twice. */
const MAX_VALUE = 4096

/** Variables of a makefile, and its recipes with references written as the shell writes them. */
export function readMakefile(text: string): {
  readonly recipes: readonly Recipe[]
  readonly env: Environment
} {
  const env: Environment = new Map()
  const recipes: Recipe[] = []
  let current: { lines: string[]; line: number } | undefined
  const close = (): void => {
    if (current) recipes.push({ script: current.lines.join('\n'), line: current.line })
    current = undefined
  }
  let continued = false
  for (const [i, line] of text.split('\n').slice(0, MAX_LINES).entries()) {
    if (line.startsWith('\t') || (continued && current)) {
      current ??= { lines: [], line: i + 1 }
      const bare = line.startsWith('\t') ? line.slice(1).replace(/^[@+-]+/, '') : line
      current.lines.push(asShell(bare))
      continued = line.endsWith('\\')
      continue
    }
    continued = false
    const assignment = ASSIGNMENT.exec(line)
    if (assignment) {
      const [, name = '', operator, value = ''] = assignment
      const plain = value.replace(/\s#.*$/, '').trim()
      let room = MAX_VALUE
      const followed = asShell(plain).replaceAll(/\$\{(\w+)\}/g, (whole, inner: string) => {
        const known = env.get(inner)?.words[0]
        room -= known?.length ?? 0
        return known === undefined || room < 0 ? whole : known
      })
      if (followed.includes('$')) env.delete(name)
      else env.set(name, { words: [followed.replace(/^(["'])(.*)\1$/, '$2')], inferred: operator === '?=' })
    }
    if (current && line.trim() === '') current.lines.push('')
    else close()
  }
  close()
  return { recipes, env }
}

/** `$(NAME)` is a variable here, `$$` a dollar of the shell, and functions are unknown. */
function asShell(line: string): string {
  return line.replaceAll(/\$\$|\$\(([\w.-]+)\)|\$\{([\w.-]+)\}/g, (whole, a?: string, b?: string) =>
    whole === '$$' ? '$' : `\${${(a ?? b ?? '').replaceAll(/[.-]/g, '_')}}`,
  )
}
