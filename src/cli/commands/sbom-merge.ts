import { bomWriters } from '../../sbom/forms.ts'
import { mergeBoms } from '../../sbom/merge.ts'
import { readDocument } from '../../sbom/read-document.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { documentText } from '../sbom/document-text.ts'
import { makingOf } from '../sbom/making.ts'
import { bomOutputs, writeText } from '../sbom/outputs.ts'
import { resolve } from 'node:path'

/** `assay sbom merge FILE…`: one document of several. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const outputs = bomOutputs(options, io)
  const boms = []
  for (const path of args) boms.push(await readDocument(documentText(path, io), path))
  const { name } = options
  const bom = mergeBoms(boms, { ...makingOf(io), ...(typeof name === 'string' && { name }) })
  for (const { form, file } of outputs) {
    const text = (await bomWriters[form]())(bom)
    if (file === undefined) await io.print(text)
    else writeText(resolve(io.cwd, file), text, file)
  }
  return EXIT.allowed
}
