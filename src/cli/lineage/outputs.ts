import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Derivation } from '../../lineage/verdict/derivation.ts'
import { UsageError } from '../../model/usage-error.ts'
import {
  DERIVATION_FORMATS,
  derivationReport,
  type DerivationFormat,
} from '../../report/derivation/reporters.ts'
import { didYouMean } from '../../text/closest.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'
import { writeText } from '../sbom/outputs.ts'

interface Output {
  readonly format: DerivationFormat
  /** Standard output when absent. */
  readonly file?: string
}

/** What is written where. Asked before the work. */
export function derivationOutputs(options: Invocation['options'], io: Io): Output[] {
  const files = (options['output'] ?? []) as readonly string[]
  const main = typeof options['format'] === 'string' ? named(options['format'], '--format') : 'table'
  return [{ format: main }, ...files.map((text) => fileOutput(text, io))]
}

function fileOutput(text: string, io: Io): Output {
  const [, name, file] = /^([^=]*)=(.+)$/s.exec(text) ?? []
  if (name === undefined || file === undefined)
    throw new UsageError(`--output ${text}: is written as format=file, for example html=derivation.html`)
  if (!statSync(dirname(resolve(io.cwd, file)), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--output ${text}: there is no folder ${dirname(file)}`)
  return { format: named(name, '--output'), file }
}

function named(name: string, where: string): DerivationFormat {
  const format = DERIVATION_FORMATS.find((f) => f === name)
  if (format) return format
  throw new UsageError(
    `${where}: there is no format ${name}${didYouMean(name, DERIVATION_FORMATS)}: ${DERIVATION_FORMATS.join(', ')}`,
  )
}

export async function printDerivation(
  result: Derivation,
  outputs: readonly Output[],
  invocation: Invocation,
): Promise<void> {
  const { io, options } = invocation
  const choice = (options['color'] ?? 'auto') as ColourChoice
  for (const { format, file } of outputs) {
    const text = await derivationReport(result, format, {
      colour: file === undefined ? wantsColour(choice, io.stdout, io.env) : choice === 'always',
      width: widthOf(io.stdout, io.env),
      verbose: options['verbose'] === true,
    })
    if (file === undefined) await io.print(text)
    else writeText(resolve(io.cwd, file), text, file)
  }
}
