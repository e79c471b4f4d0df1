import { posix } from 'node:path'
import { KiB } from '../../model/context.ts'
import type { Gap } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Listing } from './listing.ts'
import { textOf } from './opened-file.ts'
import { codeTraits, importedModules, type CodeTraits } from './startup-code.ts'

/** A line of a `.pth` or `.start` file, or a module that Python imports by itself when it starts. */
export interface StartUpEntry {
  readonly path: string
  /** Absent for a module. */
  readonly line?: number
  readonly kind: 'code' | 'path' | 'call' | 'module'
  /** As written. Untrusted. */
  readonly text: string
  /** Modules that it imports. */
  readonly modules: readonly string[]
  readonly traits: CodeTraits
  /** Python 3.15 and later pass over it. */
  readonly superseded: boolean
}

const MAX_FILE = 512 * KiB
const MAX_LINES = 10_000
const NO_TRAITS: CodeTraits = { does: [], suspicious: false }

/** Everything that Python runs or adds to its search path because it lies in this site folder. */
export function* startUpEntries(listing: Listing, site: string, gaps: Gap[]): Iterable<StartUpEntry> {
  const prefix = site === '' ? '' : `${site}/`
  const here = [...listing.files].filter((p) => p.startsWith(prefix) && !p.includes('/', prefix.length))
  for (const path of here.toSorted()) {
    const name = posix.basename(path)
    // Python passes over names that begin with a dot, since 3.12.4 and 3.11.10; older ones do not.
    if (!/\.(?:pth|start)$/i.test(name)) continue
    const text = startUpText(listing.root, path, gaps)
    if (text === undefined) continue
    if (/\.start$/i.test(name)) yield* startEntries(text, path)
    else yield* pathEntries(text, path, listing.files.has(path.replace(/\.pth$/i, '.start')))
  }
}

function startUpText(root: string, path: string, gaps: Gap[]): string | undefined {
  try {
    return textOf(root, path, MAX_FILE).replace(/^\ufeff/, '')
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    gaps.push({ at: { path }, reason: error.reason, detail: error.message })
    return undefined
  }
}

function* pathEntries(text: string, path: string, superseded: boolean): Iterable<StartUpEntry> {
  for (const [i, raw] of text
    .split(/\r\n|[\n\r]/)
    .slice(0, MAX_LINES)
    .entries()) {
    const line = raw.trimEnd()
    if (line.trim() === '' || line.startsWith('#')) continue
    const isCode = /^import[ \t]/.test(line)
    yield {
      path,
      line: i + 1,
      kind: isCode ? 'code' : 'path',
      text: line.slice(0, 4096),
      modules: isCode ? importedModules(line) : [],
      traits: isCode ? codeTraits(line) : NO_TRAITS,
      superseded: isCode && superseded,
    }
  }
}

/** PEP 829: `package.module:callable`, one a line. What is written otherwise is passed over by Python. */
function* startEntries(text: string, path: string): Iterable<StartUpEntry> {
  for (const [i, raw] of text
    .split(/\r\n|[\n\r]/)
    .slice(0, MAX_LINES)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const match = /^([\w.]{1,300})\s{0,9}:\s{0,9}[\w.]{1,300}$/.exec(line)
    if (!match) continue
    yield {
      path,
      line: i + 1,
      kind: 'call',
      text: line,
      modules: [match[1]!],
      traits: NO_TRAITS,
      superseded: false,
    }
  }
}

const CUSTOM = /^(?:sitecustomize|usercustomize)(?:\.|$)/

/** Modules named so that Python imports them at every start. */
export function* customModules(listing: Listing, folder: string, gaps: Gap[]): Iterable<StartUpEntry> {
  const prefix = folder === '' ? '' : `${folder}/`
  const found = new Set<string>()
  for (const path of [...listing.files, ...listing.links.keys()]) {
    if (!path.startsWith(prefix)) continue
    const rest = path.slice(prefix.length)
    const slash = rest.indexOf('/')
    if (!CUSTOM.test(slash < 0 ? rest : rest.slice(0, slash))) continue
    if (slash < 0 ? /\.(?:py|pyc|so|pyd)$|^\w+$/.test(rest) : /\/__init__\.(?:py|pyc|so|pyd)$/.test(rest))
      found.add(path)
  }
  for (const path of [...found].toSorted()) {
    const text = path.endsWith('.py') && listing.files.has(path) ? startUpText(listing.root, path, gaps) : ''
    yield {
      path,
      kind: 'module',
      text: posix.basename(path),
      modules: [/(?:site|user)customize/.exec(path)![0]],
      traits: text ? codeTraits(text) : NO_TRAITS,
      superseded: false,
    }
  }
}

/** Where a gap would be told of a line. */
export function placeOf({ path, line }: StartUpEntry): Gap['at'] {
  return line === undefined ? { path } : { path, range: lineRange(line) }
}
