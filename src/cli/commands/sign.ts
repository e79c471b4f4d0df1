import { IN_TOTO_PAYLOAD } from '../../integrity/dsse/envelope.ts'
import { signedBundle } from '../../integrity/attestations/signed-bundle.ts'
import { writeDurably } from '../../integrity/lock/durable.ts'
import { modelStatement, type ModelStatement } from '../../integrity/oms/sign-model.ts'
import { keyName } from '../../integrity/trust/key-name.ts'
import type { SigningKey } from '../../integrity/trust/signer.ts'
import { UsageError } from '../../model/usage-error.ts'
import { formatBytes, plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { signerOf } from '../integrity/attesting/signer.ts'
import { digesterOf } from '../integrity/signing/digester.ts'
import { signTarget } from '../integrity/signing/sign-request.ts'
import { configOf } from '../scan-config.ts'
import { createPublicKey } from 'node:crypto'

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

interface Signed {
  /** Of the bundle. */
  readonly text: string
  readonly signer: string
}

type Sign = (statement: Uint8Array) => Promise<Signed>

/** How the flags want it signed; everything that can be wrong with them is found before files are hashed. */
function signingOf(invocation: Invocation): Sign {
  const { options } = invocation
  const key = signerOf(invocation)
  if (options['keyless'] === true) {
    if (key) throw new UsageError('--keyless and --key: one signature has one signer')
    if (options['online'] !== true)
      throw new UsageError(
        '--keyless: asks Sigstore for a certificate and for an entry in its log; add --online',
      )
    return async (statement) => {
      const { signKeyless } = await import('../integrity/signing/keyless.ts')
      return signKeyless(IN_TOTO_PAYLOAD, statement, invocation)
    }
  }
  if (!key) throw new UsageError('name who signs: --key signing.key, or --keyless --online')
  return (statement) => Promise.resolve({ text: signedBundle(statement, key), signer: nameOf(key) })
}

function nameOf(signer: SigningKey): string {
  if (signer.kind === 'key') return keyName(createPublicKey(signer.key))
  const leaf = signer.chain[0]!
  return `certificate ${(leaf.subject ?? '').split('\n').join(', ')}`
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
