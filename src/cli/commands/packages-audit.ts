import { readFileSync, statSync } from 'node:fs'
import { basename, relative } from 'node:path'
import { MAX_INDEX } from '../../advisories/layout.ts'
import { openIndex, type AdvisoryIndex } from '../../advisories/read-index.ts'
import type { Gap } from '../../model/finding.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import { auditReport } from '../../packages/audit/make-report.ts'
import type { AuditReport } from '../../packages/audit/report.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import { auditedFiles } from '../intel/audited-files.ts'
import { auditSettings } from '../intel/settings.ts'
import type { Io } from '../io.ts'

const MAX_AGE = 7

/** `assay packages audit [PATH…]`: what advisories say of the packages that files name. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const maxAge = daysOf(options['maxAge'])
  const settings = await auditSettings(invocation)
  const { files, gaps } = await auditedFiles(args.length > 0 ? args : ['.'], io)
  if (files.length === 0 && gaps.length === 0) {
    io.say('no file here names packages')
    return EXIT.nothing
  }
  const index = loadIndex(settings.index, options['advisories'] !== undefined, io, gaps)
  const report = auditReport({ ...settings, files, gaps, index, now: io.clock(), maxAge })
  if (options['format'] === 'json') await io.print(jsonOf(report))
  else {
    const { auditTable } = await import('../../packages/audit/table.ts')
    await io.print(auditTable(report, options['verbose'] === true))
  }
  return exitCodeOf(report.decision.outcome)
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
