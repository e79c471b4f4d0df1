import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../model/usage-error.ts'
import { REPORT_FORMATS, type ReportFormat } from '../report/reporters.ts'
import { didYouMean } from '../text/closest.ts'
import type { Invocation } from './command.ts'
import type { Io } from './io.ts'

export interface Output {
  readonly format: ReportFormat
  /** Standard output when absent. */
  readonly file?: string
}

/** What is written where. Asked before the scan: an hour of work must not end at a misspelt folder. */
export function outputsOf(options: Invocation['options'], io: Io): Output[] {
  const main = formatNamed(String(options['format'] ?? (io.env['ASSAY_FORMAT'] || 'table')), 'ASSAY_FORMAT')
  const files = (options['output'] ?? []) as readonly string[]
  return [{ format: main }, ...files.map((text) => fileOutput(text, io))]
}

function fileOutput(text: string, io: Io): Output {
  const [, name, file] = /^([^=]*)=(.+)$/s.exec(text) ?? []
  if (name === undefined || file === undefined)
    throw new UsageError(`--output ${text}: is written as format=file, for example json=report.json`)
  const folder = dirname(resolve(io.cwd, file))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--output ${text}: there is no folder ${dirname(file)}`)
  return { format: formatNamed(name, '--output'), file }
}

function formatNamed(name: string, where: string): ReportFormat {
  const format = REPORT_FORMATS.find((f) => f === name)
  if (!format)
    throw new UsageError(
      `${where}: there is no format ${name}${didYouMean(name, REPORT_FORMATS)}: ${REPORT_FORMATS.join(', ')}`,
    )
  return format
}
