import { writeDurably } from '../../integrity/lock/durable.ts'
import { modelStatement, type ModelStatement } from '../../integrity/oms/sign-model.ts'
import { UsageError } from '../../model/usage-error.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { digesterOf } from '../integrity/signing/digester.ts'
import { signTarget } from '../integrity/signing/sign-request.ts'
import { signingOf } from '../integrity/signing/signing-of.ts'
import { configOf } from '../scan-config.ts'

/** Ignored paths that are named one by one. */
const SHOWN = 20

/** `assay sign`: OpenSSF Model Signing v1.0. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const target = signTarget(invocation)
  if (!target) {
    io.say(`there is no ${visible(args[0] ?? '')}`)
    return EXIT.nothing
  }
  const sign = signingOf(invocation)
  if (!sign) throw new UsageError('name who signs: --key signing.key, or --keyless --online')
  const config = await configOf([args[0] ?? '.'], options, io)
  const statement = await modelStatement({ ...target, digester: digesterOf(config.values, invocation) })
  const { text, signer } = await sign(statement.payload)
  writeDurably(target.output, text)
  if (options['quiet'] !== true) for (const line of remarks(statement)) io.say(line)
  const { count, size, digest } = statement
  await io.print(
    `${visible(target.shownOutput)}: ${plural(count, 'file')}, ${formatBytes(size)}, signed by ${visible(signer)}\nmodel sha256:${digest}\n`,
  )
  return EXIT.allowed
}

/** What is not signed has to be known to whoever signs, too. */
function remarks({ ignored, links }: ModelStatement): readonly string[] {
  const shown = ignored
    .slice(0, SHOWN)
    .map(({ path, loadable }) =>
      loadable
        ? `warning: left out, although a loader would read it: ${visible(path)}; assay verify refuses that`
        : `left out: ${visible(path)}`,
    )
  const more = ignored.length - shown.length
  return [
    ...shown,
    ...(more > 0 ? [`left out: ${more} more`] : []),
    ...(links.length > 0 ? [`${plural(links.length, 'link')} signed by what they lead to`] : []),
  ]
}
