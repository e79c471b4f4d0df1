import { normalizedPythonName } from '../../names/python-package.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { plainEntry, plainSet } from './plain-set.ts'

export interface PlainLockKind {
  /** What stands over each package. */
  readonly header: string
  /** Lines one of which says that it is a version of the format that is known. */
  readonly versions: readonly string[]
  /** How lines begin that make a package or the lock an unusual one. */
  readonly unusual: readonly string[]
  /** What says that a package comes from a registry, where the format says it. */
  readonly registry?: RegExp
  /** What says that a package is the project itself. */
  readonly project?: RegExp
}

export const UV_LOCK: PlainLockKind = {
  header: '[[package]]',
  versions: ['version = 1'],
  unusual: ['[manifest', '[[manifest', '[[distribution', 'source'],
  registry: /^source = \{ registry = "[^"\\{}]*" \}$/,
  project: /^source = \{ (?:virtual|editable) = "\." \}$/,
}
export const POETRY_LOCK: PlainLockKind = {
  header: '[[package]]',
  versions: ['lock-version = "2.0"', 'lock-version = "2.1"'],
  unusual: ['[package.source', 'source'],
}
export const PYLOCK: PlainLockKind = {
  header: '[[packages]]',
  versions: ['lock-version = "1.0"'],
  unusual: ['[packages.', 'vcs', 'directory', 'archive'],
}

const NAME = /^name = "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)"$/
const VERSION = /^version = "([^"\\]+)"$/
const HEADER = /^\[\[?[a-zA-Z][\w.-]*\]\]?$/
const PAIR = /^[\w"@.-]+ = (.*)$/
/** How a value on one line ends that began like this. */
const ENDINGS: Readonly<Record<string, string>> = { '"': '"', '[': ']', '{': '}' }
const WORD = /^(?:\d+|true|false)$/
const STRING = /^"(?:[^"\\]|\\.)*"$/
const SPACE = 0x20
const HASH = 0x23
const COMMA = 0x2c
const OPENING = 0x5b
const BRACKET = 0x5d

interface Open {
  name?: string
  version?: string
  line: number
  isProject?: boolean
}

/**
 * The packages of a lock in TOML exactly as its tool writes it. Every line must have a shape that cannot mean
 * anything else than what is read here; undefined as soon as one has not, or the end is missing. Parsing TOML as
 * TOML is for all other files, and takes longer than a whole audit.
 */
export function plainLock(text: string, kind: PlainLockKind): PackageSet | undefined {
  // Only texts of several lines could hold lines that look like others.
  if (text.includes('"""') || text.includes("'''") || !text.endsWith('\n')) return undefined
  const packages: PackageEntry[] = []
  let open: Open | undefined
  let known = false
  let inList = false
  let line = 0
  let nextHash = -1
  for (let at = 0; at < text.length;) {
    const start = at
    const end = text.indexOf('\n', at)
    const first = text.charCodeAt(start)
    at = end + 1
    line++
    if (nextHash < start) nextHash = indexAfter(text, '#', start)
    if (inList) {
      if (first === SPACE) {
        // What closed the list before its line of its own would let a package hide in it.
        if (text.charCodeAt(end - 1) !== COMMA || (nextHash >= start && nextHash < end)) return undefined
      } else if (end - start === 1 && first === BRACKET) inList = false
      else return undefined
      continue
    }
    if (end === start || first === HASH) continue
    const stated = text.slice(start, end)
    if (first === OPENING) {
      if (!HEADER.test(stated) || isUnusual(stated, kind) || !close(open, packages)) return undefined
      open = stated === kind.header ? { line } : undefined
      continue
    }
    const value = PAIR.exec(stated)?.[1]
    if (value === undefined || (value !== '[' && !isWhole(value, nextHash < end))) return undefined
    if (open ? !take(stated, line, open, kind) : isUnusual(stated, kind)) return undefined
    known ||= kind.versions.includes(stated)
    inList = value === '['
  }
  return close(open, packages) && known && !inList ? plainSet(packages) : undefined
}

/** Whether the value ends on its line. A comment could hold the bracket that seems to end it. */
function isWhole(value: string, hasHash: boolean): boolean {
  if (hasHash) return STRING.test(value)
  const ending = ENDINGS[value[0] ?? '']
  return ending === undefined ? WORD.test(value) : value.length > 1 && value.endsWith(ending)
}

function indexAfter(text: string, what: string, start: number): number {
  const found = text.indexOf(what, start)
  return found < 0 ? text.length : found
}

function isUnusual(stated: string, { unusual }: PlainLockKind): boolean {
  return unusual.some((beginning) => stated.startsWith(beginning))
}

/** Whether the line says of a package what is read here, or nothing that matters. */
function take(stated: string, line: number, open: Open, kind: PlainLockKind): boolean {
  if (stated.startsWith('name')) {
    const name = NAME.exec(stated)?.[1]
    if (name === undefined || open.name !== undefined) return false
    open.name = name
    open.line = line
    return true
  }
  if (stated.startsWith('version')) {
    const version = VERSION.exec(stated)?.[1]
    if (version === undefined || open.version !== undefined) return false
    open.version = version
    return true
  }
  if (!isUnusual(stated, kind) || kind.registry?.test(stated)) return true
  open.isProject = kind.project?.test(stated) === true
  return open.isProject
}

function close(open: Open | undefined, packages: PackageEntry[]): boolean {
  if (!open || open.isProject) return true
  const { name, version, line } = open
  if (name === undefined || version === undefined) return false
  packages.push(plainEntry(normalizedPythonName(name), version, line))
  return true
}
