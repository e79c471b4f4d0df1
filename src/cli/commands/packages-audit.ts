import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { MAX_INDEX } from '../../advisories/layout.ts'
import { openIndex, type AdvisoryIndex } from '../../advisories/read-index.ts'
import { descriptorBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { AuditedFile } from '../../packages/audit/audit.ts'
import { auditReport } from '../../packages/audit/make-report.ts'
import { quickReader } from '../../packages/audit/quick-reader.ts'
import { createContext } from '../../scan/budget.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import { auditSettings } from '../intel/settings.ts'
import type { Io } from '../io.ts'

const MAX_AGE = 7

interface ReadFiles {
  readonly files: AuditedFile[]
  readonly gaps: Gap[]
}

/** `assay packages audit [PATH…]`: what advisories say of the packages that files name. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const maxAge = daysOf(options['maxAge'])
  const settings = await auditSettings(invocation)
  const { files, gaps }: ReadFiles = { files: [], gaps: [] }
  for (const path of args.length > 0 ? args : ['.']) {
    const read = await readPath(path, io)
    files.push(...read.files)
    gaps.push(...read.gaps)
  }
  const index = loadIndex(settings.index, options['advisories'] !== undefined, io, gaps)
  const report = auditReport({ ...settings, files, gaps, index, now: io.clock(), maxAge })
  if (options['format'] === 'json') await io.print(visibleJson(report))
  else {
    const { auditTable } = await import('../../packages/audit/table.ts')
    await io.print(auditTable(report, options['verbose'] === true))
  }
  return files.length === 0 && gaps.length === 0 ? EXIT.nothing : exitCodeOf(report.decision.outcome)
}

function daysOf(value: unknown): number {
  if (value === undefined) return MAX_AGE
  const days = Number(value)
  if (typeof value !== 'string' || !/^\d{1,5}$/.test(value))
    throw new UsageError(`--max-age: must be a number of days, not ${JSON.stringify(value)}`)
  return days
}

/** An index that is missing or broken is a gap: the report says that nothing was audited. */
function loadIndex(
  path: string | undefined,
  isNamed: boolean,
  io: Io,
  gaps: Gap[],
): AdvisoryIndex | undefined {
  const shown = path === undefined ? 'advisory index' : basename(path)
  const gap = (reason: Gap['reason'], detail: string): undefined => {
    gaps.push({ at: { path: shown }, reason, detail })
    return undefined
  }
  const stat = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
  if (path === undefined || !stat) {
    if (isNamed && path !== undefined)
      throw new UsageError(`there is no advisory index ${visible(relative(io.cwd, path))}`)
    return gap('offline', 'there is no advisory index; assay intel update makes one')
  }
  if (!stat.isFile() || stat.size > MAX_INDEX) return gap('malformed', 'is no advisory index')
  try {
    return openIndex(readFileSync(path))
  } catch (error) {
    if (error instanceof ReadError) return gap(error.reason, `the advisory index ${error.message}`)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return gap('denied', `the advisory index cannot be read (${code})`)
  }
}

async function readPath(path: string, io: Io): Promise<ReadFiles> {
  const absolute = resolve(io.cwd, path)
  const stat = statSync(absolute, { throwIfNoEntry: false })
  const read = stat?.isFile() ? await quickReader(shownPath(absolute, io)) : undefined
  if (stat && read) return readQuickly(absolute, stat.size, read, io)
  const { packageSources } = await import('../packages/sources.ts')
  const { readPackages } = await import('../../scan/package-files.ts')
  const { sources, close } = packageSources(path, io)
  try {
    const found = readPackages(sources, {
      limits: DEFAULT_LIMITS,
      signal: io.signal,
      clock: () => io.clock(),
    })
    if (stat?.isFile() && found.files.length === 0 && found.gaps.length === 0)
      throw new UsageError(`${visible(path)} is no lock, manifest or record of an environment that is known`)
    return { files: [...found.files], gaps: [...found.gaps] }
  } finally {
    close()
  }
}

/** One file whose name says what it is: nothing but its reader is loaded. */
function readQuickly(
  absolute: string,
  size: number,
  read: NonNullable<Awaited<ReturnType<typeof quickReader>>>,
  io: Io,
): ReadFiles {
  const result: ReadFiles = { files: [], gaps: [] }
  const path = shownPath(absolute, io)
  const ctx = createContext({ limits: DEFAULT_LIMITS, signal: io.signal, clock: () => io.clock() })
  const fd = openSync(absolute, 'r')
  try {
    for (const seen of read({ path, bytes: descriptorBytes(fd, size) }, ctx))
      if (seen.kind === 'gap') result.gaps.push(seen.gap)
      else result.files.push({ path, set: seen.facts })
  } catch (error) {
    io.signal.throwIfAborted()
    const known = error instanceof ReadError
    const detail = error instanceof Error ? error.message : String(error)
    result.gaps.push({ at: { path }, reason: known ? error.reason : 'crashed', detail })
  } finally {
    closeSync(fd)
    ctx.dispose()
  }
  return result
}

/** Relative to the working folder where it lies in it; a reader may need the folder to know the file. */
function shownPath(absolute: string, io: Io): string {
  const path = relative(io.cwd, absolute)
  return path.startsWith('..') ? `${basename(dirname(absolute))}/${basename(absolute)}` : path
}
