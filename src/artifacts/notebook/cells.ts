import { isArray, isObject, member, type JsonValue } from '../../bytes/json.ts'

/** Code cells as one text each for Python and for the shell, with a marker line for each cell. */
export interface Cells {
  readonly python: string
  readonly shell: string
  readonly count: number
  readonly pages: { readonly cell: number; readonly line: number; readonly text: string }[]
}

const MAX_PAGES = 200
/** Characters of one page that are looked at. */
const MAX_PAGE = 256 * 1024
const PAGE_TYPES = new Set([
  'text/html',
  'application/javascript',
  'text/javascript',
  'image/svg+xml',
  'text/markdown',
])
const SHELL_CELL = /^\s*%%(?:bash|sh|script\s+(?:ba)?sh|cmd|system|sx|!)/
const PYTHON_CELL = /^\s*%%(?:time|timeit|capture|prun|writefile|python3?|pypy)\b[^\n]*\n/

/** Notebooks share one name space over all cells, so their cells are followed as one text. */
export function readCells(root: JsonValue): Cells {
  const listed = member(root, 'cells')?.value ?? worksheetCells(root)
  const python: string[] = []
  const shell: string[] = []
  const pages: Cells['pages'] = []
  let count = 0
  for (const [i, cell] of (isArray(listed) ? listed.items : []).entries()) {
    const number = i + 1
    collectPages(cell, number, pages)
    if (member(cell, 'cell_type')?.value !== 'code') continue
    count++
    splitCell(textOf((member(cell, 'source') ?? member(cell, 'input'))?.value), number, python, shell)
  }
  return { python: python.join('\n'), shell: shell.join('\n'), count, pages }
}

/** Format 3 kept its cells in worksheets. */
function worksheetCells(root: JsonValue): JsonValue | undefined {
  const sheets = member(root, 'worksheets')?.value
  return isArray(sheets) ? member(sheets.items[0], 'cells')?.value : undefined
}

function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value
  return isArray(value) ? value.items.filter((i) => typeof i === 'string').join('') : ''
}

/** `!command`, and the magics that are installers: `%pip install`. */
function commandOf(line: string): string | undefined {
  return (
    /^\s*(?:\w+\s*=\s*)?(?:!{1,2}|%(?:system|sx|sc)\s)(.*)$/.exec(line)?.[1] ??
    /^\s*%((?:pip|conda|mamba|micromamba|uv)\s.*)$/.exec(line)?.[1]
  )
}

function splitCell(source: string, number: number, python: string[], shell: string[]): void {
  const marker = `# cell ${number}`
  if (SHELL_CELL.test(source)) {
    shell.push(marker, source.replace(/^[^\n]*\n?/, ''))
    return
  }
  if (/^\s*%%\w/.test(source) && !PYTHON_CELL.test(source)) return
  const kept: string[] = [marker]
  let continued = false
  for (const line of source.replace(PYTHON_CELL, '').split('\n')) {
    const command: string | undefined = continued ? line : commandOf(line)
    if (command !== undefined) shell.push(...(continued ? [] : [marker]), command)
    // A magic line keeps its place, so that what is indented below still has a body.
    kept.push(
      command !== undefined || /^\s*%/.test(line) ? line.replace(/\S.*$/, continued ? '' : 'pass') : line,
    )
    continued = command?.endsWith('\\') ?? false
  }
  python.push(...kept)
}

function collectPages(cell: JsonValue, number: number, pages: Cells['pages']): void {
  const outputs = member(cell, 'outputs')?.value
  const attachments = member(cell, 'cell_type')?.value === 'markdown' ? member(cell, 'source') : undefined
  if (attachments) addPage(textOf(attachments.value), number, attachments.line, pages)
  for (const output of isArray(outputs) ? outputs.items : []) {
    const data = member(output, 'data')?.value
    for (const m of isObject(data) ? data.members : [])
      if (PAGE_TYPES.has(m.key)) addPage(textOf(m.value), number, m.line, pages)
  }
}

function addPage(text: string, cell: number, line: number, pages: Cells['pages']): void {
  if (pages.length < MAX_PAGES && /<|javascript|kernel|eval/i.test(text))
    pages.push({ cell, line, text: text.slice(0, MAX_PAGE) })
}
