import { closeSync, openSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { descriptorBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import type { Gap } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { AuditedFile } from '../../packages/audit/audit.ts'
import { readQuickly } from '../../packages/audit/quick-reader.ts'
import { createContext } from '../../scan/budget.ts'
import { visible } from '../../text/visible.ts'
import type { Io } from '../io.ts'

export interface AuditedFiles {
  readonly files: AuditedFile[]
  readonly gaps: Gap[]
}

/** Files that one file may include, and what those include. */
const MAX_INCLUDED = 200

/** What the files at these paths say of packages: files, folders, or revisions of the repository. */
export async function auditedFiles(paths: readonly string[], io: Io): Promise<AuditedFiles> {
  const all: AuditedFiles = { files: [], gaps: [] }
  const known = new Set<string>()
  for (const path of paths) {
    const absolute = resolve(io.cwd, path)
    const isFile = statSync(absolute, { throwIfNoEntry: false })?.isFile() === true
    const read = isFile && !known.has(absolute) ? await readFile(absolute, io) : undefined
    if (read) {
      known.add(absolute)
      take(read, all)
      await readIncluded(absolute, read, known, all, io)
    } else if (!known.has(absolute)) take(await readPlace(path, isFile, io), all)
  }
  return all
}

function take(read: AuditedFiles, all: AuditedFiles): void {
  for (const file of read.files) all.files.push(file)
  for (const gap of read.gaps) all.gaps.push(gap)
}

/** Follows `-r` as far as it stays in the folder of the file or in the working folder. */
async function readIncluded(
  start: string,
  first: AuditedFiles,
  known: Set<string>,
  all: AuditedFiles,
  io: Io,
): Promise<void> {
  const waiting = [{ from: start, read: first }]
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const { path, set } of next.read.files)
      for (const { as, path: named, line } of set.includes) {
        if (as !== 'requirements') continue
        const absolute = resolve(dirname(next.from), named)
        if (known.has(absolute)) continue
        known.add(absolute)
        const refused = refusal(named, absolute, start, known.size, io)
        const read = refused ? undefined : await readFile(absolute, io, true)
        if (read) {
          take(read, all)
          waiting.push({ from: absolute, read })
        } else
          all.gaps.push({
            at: { path, range: lineRange(line) },
            reason: 'unsupported',
            detail: `includes ${visible(named.slice(0, 200))}, ${refused ?? 'which cannot be read'}`,
          })
      }
}

function refusal(named: string, absolute: string, start: string, count: number, io: Io): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(named)) return 'which is not fetched'
  if (count > MAX_INCLUDED) return `and ${MAX_INCLUDED} files are read`
  const isInside = [io.cwd, dirname(start)].some(
    (folder) => !/^\.\.(?:\/|$)/.test(relative(folder, absolute)),
  )
  if (!isInside) return 'which lies elsewhere'
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() ? undefined : 'which is not there'
}

/** One file whose name says what it is: nothing but its reader is loaded. Undefined for other names. */
async function readFile(absolute: string, io: Io, isIncluded = false): Promise<AuditedFiles | undefined> {
  const result: AuditedFiles = { files: [], gaps: [] }
  const path = shownPath(absolute, io)
  const ctx = createContext({ limits: DEFAULT_LIMITS, signal: io.signal, clock: () => io.clock() })
  const fd = openSync(absolute, 'r')
  try {
    const bytes = descriptorBytes(fd, statSync(absolute).size)
    const found = await readQuickly({ path, bytes }, ctx, isIncluded)
    if (!found) return undefined
    for (const seen of found)
      if (seen.kind === 'gap') result.gaps.push(seen.gap)
      else result.files.push({ path, set: seen.facts })
  } catch (error) {
    io.signal.throwIfAborted()
    const reason = error instanceof ReadError ? error.reason : 'crashed'
    const detail = error instanceof Error ? error.message : String(error)
    result.gaps.push({ at: { path }, reason, detail })
  } finally {
    closeSync(fd)
    ctx.dispose()
  }
  return result
}

/** A folder, a revision, or a file that only its content tells: every reader is asked. */
async function readPlace(path: string, isFile: boolean, io: Io): Promise<AuditedFiles> {
  const { packageSources } = await import('../packages/sources.ts')
  const { readPackages } = await import('../../scan/package-files.ts')
  const { installedSet } = await import('../../packages/audit/installed-set.ts')
  const opened = packageSources(path, io)
  try {
    const read = readPackages(opened.sources, {
      limits: DEFAULT_LIMITS,
      signal: io.signal,
      clock: () => io.clock(),
    })
    if (isFile && read.files.length === 0 && read.gaps.length === 0)
      throw new UsageError(`${visible(path)} is no lock, manifest or record of an environment that is known`)
    const installed = installedSet(opened.sources.map((source) => source.path))
    return {
      files: [...read.files, ...(installed ? [installed] : [])],
      gaps: [...read.gaps],
    }
  } finally {
    opened.close()
  }
}

/** Relative to the working folder where it lies in it; a reader may need the folder to know the file. */
function shownPath(absolute: string, io: Io): string {
  const path = relative(io.cwd, absolute)
  return path.startsWith('..') ? `${basename(dirname(absolute))}/${basename(absolute)}` : path
}
