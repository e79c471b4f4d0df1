import type { Skipped } from '../skipped.ts'
import { instant, instantOfNumber } from '../../text/instant.ts'
import { normalizedPythonName } from '../../names/python-package.ts'

/** What an index tells of one project. */
export interface ProjectMetadata {
  /** As written. */
  readonly name: string
  readonly normalized: string
  /** ISO 8601 UTC: when the first release was published. */
  readonly created: string
  /** Installations or downloads in all. */
  readonly downloads?: number
}

export interface ReadMetadata {
  readonly projects: readonly ProjectMetadata[]
  readonly skipped: readonly Skipped[]
}

const MAX_LINE = 1_000_000

/** Reads JSON lines of `name`, `created` and `downloads`. A broken line never costs its siblings. */
export function readIndexMetadata(text: string, checkpoint: () => void): ReadMetadata {
  const projects: ProjectMetadata[] = []
  const skipped: Skipped[] = []
  for (const [i, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if ((i & 4095) === 0) checkpoint()
    if (line.trim() === '') continue
    const project = line.length > MAX_LINE ? 'a line that is too long' : readProject(line)
    if (typeof project === 'string') skipped.push({ line: i + 1, detail: project })
    else projects.push(project)
  }
  return { projects, skipped }
}

function readProject(line: string): ProjectMetadata | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'a line that is no JSON'
  }
  const name = own(value, 'name')
  if (typeof name !== 'string' || name === '' || name.length > 300) return 'a project without a name'
  const written = own(value, 'created') ?? own(value, 'created_at')
  const created =
    typeof written === 'string'
      ? instant(written)
      : typeof written === 'number'
        ? instantOfNumber(written)
        : undefined
  if (created === undefined) return 'a project without a usable date of creation'
  const downloads = own(value, 'downloads') ?? own(value, 'install_count')
  const isCount = typeof downloads === 'number' && Number.isFinite(downloads) && downloads >= 0
  return {
    name,
    normalized: normalizedPythonName(name),
    created,
    ...(isCount && { downloads: Math.round(downloads) }),
  }
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}
