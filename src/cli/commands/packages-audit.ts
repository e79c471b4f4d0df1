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
import type { AuditReport } from '../../packages/audit/report.ts'
import { readQuickly } from '../../packages/audit/quick-reader.ts'
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
  if (options['format'] === 'json') await io.print(jsonOf(report))
  else {
    const { auditTable } = await import('../../packages/audit/table.ts')
    await io.print(auditTable(report, options['verbose'] === true))
  }
  return files.length === 0 && gaps.length === 0 ? EXIT.nothing : exitCodeOf(report.decision.outcome)
}

/** All but ASCII, and letters, marks and symbols of European and East Asian scripts. */
const RARE =
  /[^\n\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u2070-\u27ff\u2900-\u2bff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\ufb00-\ufb06]/

/** Going through all of it for what must be escaped takes longer than the audit. */
function jsonOf(report: AuditReport): string {
  const text = `${JSON.stringify(report, undefined, 2)}\n`
  return RARE.test(text) ? visibleJson(report) : text
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
  const read = stat?.isFile() ? await readFile(absolute, stat.size, io) : undefined
  if (read) return read
  const { packageSources } = await import('../packages/sources.ts')
  const { readPackages } = await import('../../scan/package-files.ts')
  const opened = packageSources(path, io)
  try {
    const found = readPackages(opened.sources, {
      limits: DEFAULT_LIMITS,
      signal: io.signal,
      clock: () => io.clock(),
    })
    if (stat?.isFile() && found.files.length === 0 && found.gaps.length === 0)
      throw new UsageError(`${visible(path)} is no lock, manifest or record of an environment that is known`)
    return { files: [...found.files], gaps: [...found.gaps] }
  } finally {
    opened.close()
  }
}

/** One file whose name says what it is: nothing but its reader is loaded. Undefined for other names. */
async function readFile(absolute: string, size: number, io: Io): Promise<ReadFiles | undefined> {
  const result: ReadFiles = { files: [], gaps: [] }
  const path = shownPath(absolute, io)
  const ctx = createContext({ limits: DEFAULT_LIMITS, signal: io.signal, clock: () => io.clock() })
  const fd = openSync(absolute, 'r')
  try {
    const found = await readQuickly({ path, bytes: descriptorBytes(fd, size) }, ctx)
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

/** Relative to the working folder where it lies in it; a reader may need the folder to know the file. */
function shownPath(absolute: string, io: Io): string {
  const path = relative(io.cwd, absolute)
  return path.startsWith('..') ? `${basename(dirname(absolute))}/${basename(absolute)}` : path
}
