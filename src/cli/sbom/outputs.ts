import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../../model/usage-error.ts'
import { BOM_FORMS, type BomForm } from '../../sbom/forms.ts'
import { didYouMean } from '../../text/closest.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'

export interface BomOutput {
  readonly form: BomForm
  /** Standard output when absent. */
  readonly file?: string
}

/** What is written where. Asked before the work. */
export function bomOutputs(options: Invocation['options'], io: Io): BomOutput[] {
  const files = (options['output'] ?? []) as readonly string[]
  return [{ form: formNamed(options['format'], 'cyclonedx') }, ...files.map((text) => fileOutput(text, io))]
}

function fileOutput(text: string, io: Io): BomOutput {
  const [, name, file] = /^([^=]*)=(.+)$/s.exec(text) ?? []
  if (name === undefined || file === undefined)
    throw new UsageError(`--output ${text}: is written as format=file, for example spdx=sbom.spdx.json`)
  const folder = dirname(resolve(io.cwd, file))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--output ${text}: there is no folder ${dirname(file)}`)
  return { form: formNamed(name, 'cyclonedx'), file }
}

export function formNamed(name: unknown, otherwise: BomForm): BomForm {
  if (typeof name !== 'string') return otherwise
  const form = BOM_FORMS.find((f) => f === name)
  if (form) return form
  const meant = didYouMean(name, BOM_FORMS)
  throw new UsageError(`there is no format ${name}${meant}: ${BOM_FORMS.join(', ')}`)
}

/** Whole or not at all: a document that ends in its middle is worse than the old one. */
export function writeText(path: string, text: string, shown: string): void {
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, text, { flag: 'wx' })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Error(`the document cannot be written to ${shown} (${code})`, { cause: error })
  }
}
