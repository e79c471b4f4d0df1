import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { resultDocument } from '../../integrity/attestations/result-document.ts'
import { statementBytes } from '../../integrity/attestations/write-statement.ts'
import { UsageError } from '../../model/usage-error.ts'
import { plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { draftOf } from '../integrity/attesting/draft.ts'
import { readFileNamed } from '../integrity/attesting/named-file.ts'
import { signingOf } from '../integrity/signing/signing-of.ts'
import { writeText } from '../sbom/outputs.ts'

/** `assay attest RESULT`: what was found out, as a statement about the files that it was found out of. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const [path = ''] = args
  const { output, provenance, vsa, quiet } = options
  if (provenance === true && vsa === true)
    throw new UsageError('--provenance and --vsa: one statement says one thing')
  if (typeof output === 'string') checkFolder(output, resolve(io.cwd, output))
  const sign = signingOf(invocation)
  const { name, data } = readFileNamed('assay attest', resolve(io.cwd, path), path)
  const draft = await draftOf(resultDocument(data, name), invocation)
  const statement = statementBytes(draft)
  const signed = await sign?.(statement)
  const text = signed?.text ?? `${statement.toString('utf8')}\n`
  if (typeof output === 'string') writeText(resolve(io.cwd, output), text, output)
  else await io.print(text)
  if (!signed)
    io.say("unsigned: this statement is nobody's word and assay verify refuses it; sign it with --key")
  else if (quiet !== true)
    io.say(
      `${draft.predicateType} about ${plural(draft.subjects.length, 'file')}, signed by ${visible(signed.signer)}`,
    )
  return EXIT.allowed
}

function checkFolder(shown: string, absolute: string): void {
  if (!statSync(dirname(absolute), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--output ${visible(shown)}: there is no folder ${visible(dirname(shown))}`)
}
