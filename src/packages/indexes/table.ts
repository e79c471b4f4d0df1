import { visible } from '../../text/visible.ts'
import type { IndexInForce, Origin, ToolIndexes } from './in-force.ts'
import type { IndexFinding } from './judge.ts'

const ROLES: Readonly<Record<IndexInForce['role'], string>> = {
  primary: 'index',
  extra: 'extra',
  explicit: 'explicit',
  scope: 'limited',
  'find-links': 'files',
}

const CHOICES: Readonly<Record<ToolIndexes['choice'], string>> = {
  best: 'best version of all',
  first: 'first that has the name',
  flexible: 'first that has a version that fits',
}

/** `path` tells how a file is called. */
export function indexTable(
  tools: readonly ToolIndexes[],
  findings: readonly IndexFinding[],
  path: (absolute: string) => string,
): string {
  const blocks = tools.map((tool) => {
    const { indexes, settings } = tool
    const asked = indexes.filter(({ role }) => role === 'primary' || role === 'extra').length
    const rows = [
      ...indexes.map((index) => [ROLES[index.role], shown(index), originText(index.origin, path)]),
      ...settings.map(({ name, value, origin }) => [
        'setting',
        `${name} = ${value}`,
        originText(origin, path),
      ]),
    ]
    const heading = asked > 1 ? `${titleOf(tool)}: ${CHOICES[tool.choice]}` : titleOf(tool)
    return [visible(heading), ...aligned(rows)].join('\n')
  })
  const said = findings.map((finding) => {
    const { severity, message, origins, remedy, rule } = finding
    const where = [...new Set(origins.map((origin) => originText(origin, path)))].join(', ')
    return `${severity.padEnd(8)}  ${visible(titleOf(finding))}: ${visible(message)}\n          ${visible(where)}\n          ${remedy} (${rule})`
  })
  return `${[...blocks, ...said].join('\n\n')}\n`
}

function titleOf({ tool, of }: Pick<ToolIndexes, 'tool' | 'of'>): string {
  return of === undefined ? tool : `${tool} (${of})`
}

function shown({ url, name, packages, credentials, insecure }: IndexInForce): string {
  const notes = [
    name !== undefined && url !== undefined ? name : '',
    packages ? `for ${packages.slice(0, 5).join(', ')}${packages.length > 5 ? ', …' : ''}` : '',
    credentials ? 'with credentials' : '',
    insecure ? 'certificate unchecked' : '',
  ].filter((note) => note !== '')
  const place = url ?? `${name ?? 'public'} (built in)`
  return notes.length > 0 ? `${place} (${notes.join('; ')})` : place
}

/** `~/.config/pip/pip.conf:3`, `PIP_INDEX_URL`, `default`. */
export function originText(origin: Origin, path: (absolute: string) => string): string {
  switch (origin.kind) {
    case 'file':
      return `${path(origin.path)}:${origin.line}`
    case 'environment':
      return origin.name
    default:
      return 'default'
  }
}

const WIDEST = 60

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const texts = rows.map((row) => row.map(visible))
  const widths = [0, 1].map((column) =>
    Math.min(WIDEST, Math.max(...texts.map((row) => row[column]?.length ?? 0))),
  )
  return texts.map(([what = '', value = '', origin = '']) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${origin}`.trimEnd(),
  )
}
