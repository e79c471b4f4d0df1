import { lstatSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from '../../config/resolve.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Report } from '../../model/report.ts'
import { reporters } from '../../report/reporters.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.ts'
import type { Io } from '../io.ts'
import { outputsOf, type Output } from '../outputs.ts'
import { pathPrefix } from '../path-prefix.ts'
import { createProgress } from '../progress.ts'
import { reportOf } from '../report-of.ts'
import { reportOptions } from '../report-options.ts'
import { configOf } from '../scan-config.ts'

export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const outputs = outputsOf(options, io)
  const { present, missing } = sortPaths(args.length > 0 ? args : ['.'], io)
  if (present.length === 0) throw new UsageError(missing.join('; '))
  if (present.includes('-') && io.stdin.isTTY)
    throw new UsageError('standard input is a terminal, and - reads a file from it')
  const config = await configOf(present, options, io)
  for (const line of missing) io.say(line)
  if (options['quiet'] !== true) for (const warning of config.warnings) io.say(`warning: ${visible(warning)}`)

  const noted = { ...config, notes: [...config.notes, ...missing] }
  const report = await scanned(present, noted, { args, options, io })
  await write(report, outputs, pathPrefix(present, io.cwd), { args, options, io })
  const code = codeFor(report, options, io)
  return missing.length > 0 ? EXIT.usage : code
}

async function scanned(
  paths: readonly string[],
  config: Config,
  { options, io }: Invocation,
): Promise<Report> {
  const shows = options['progress'] !== false && options['quiet'] !== true && io.stderr.isTTY
  const progress = createProgress(io, shows)
  try {
    return await reportOf({
      paths,
      config,
      io,
      options,
      showCode: options['showCode'] === true,
      noWaivers: options['waivers'] === false,
      ...(shows && { onProgress: progress.update }),
    })
  } finally {
    progress.done()
  }
}

async function write(
  report: Report,
  outputs: readonly Output[],
  prefix: string,
  invocation: Invocation,
): Promise<void> {
  const { io } = invocation
  for (const { format, file } of outputs) {
    const reporter = await reporters[format]()
    const text = reporter(report, reportOptions(invocation, prefix, file === undefined))
    if (file === undefined) await io.print(text)
    else writeReport(resolve(io.cwd, file), text, file)
  }
}

function writeReport(path: string, text: string, shownAs: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Error(`the report cannot be written to ${shownAs} (${code})`, { cause: error })
  }
}

function codeFor(report: Report, options: Invocation['options'], io: Io): ExitCode {
  if (report.artifacts.length === 0 && report.gaps.length === 0 && report.findings.length === 0) {
    io.say('nothing to scan')
    return EXIT.nothing
  }
  return options['exitZero'] === true ? EXIT.allowed : exitCodeOf(report.decision.outcome)
}

function sortPaths(paths: readonly string[], io: Io): { present: string[]; missing: string[] } {
  const present: string[] = []
  const missing: string[] = []
  for (const path of paths) {
    if (path === '-' || lstatSync(resolve(io.cwd, path), { throwIfNoEntry: false })) present.push(path)
    else missing.push(`there is no ${visible(path)}`)
  }
  return { present, missing }
}
