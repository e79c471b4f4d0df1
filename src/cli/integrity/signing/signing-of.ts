import { createPublicKey } from 'node:crypto'
import { signedBundle } from '../../../integrity/attestations/signed-bundle.ts'
import { IN_TOTO_PAYLOAD } from '../../../integrity/dsse/envelope.ts'
import { keyName } from '../../../integrity/trust/key-name.ts'
import type { SigningKey } from '../../../integrity/trust/signer.ts'
import { UsageError } from '../../../model/usage-error.ts'
import type { Invocation } from '../../command.ts'
import { signerOf } from '../attesting/signer.ts'

interface Signed {
  /** Of the bundle. */
  readonly text: string
  readonly signer: string
}

export type Sign = (statement: Uint8Array) => Promise<Signed>

/**
 * How the flags want a statement signed; undefined where they name nobody. Everything that can be wrong with them is
 * found before files are hashed. Throws `UsageError`.
 */
export function signingOf(invocation: Invocation): Sign | undefined {
  const { options } = invocation
  const key = signerOf(invocation)
  if (options['keyless'] === true) {
    if (key) throw new UsageError('--keyless and --key: one signature has one signer')
    if (options['online'] !== true)
      throw new UsageError(
        '--keyless: asks Sigstore for a certificate and for an entry in its log; add --online',
      )
    return async (statement) => {
      const { signKeyless } = await import('./keyless.ts')
      return signKeyless(IN_TOTO_PAYLOAD, statement, invocation)
    }
  }
  return key && ((statement) => Promise.resolve({ text: signedBundle(statement, key), signer: nameOf(key) }))
}

function nameOf(signer: SigningKey): string {
  if (signer.kind === 'key') return keyName(createPublicKey(signer.key))
  const leaf = signer.chain[0]!
  return `certificate ${(leaf.subject ?? '').split('\n').join(', ')}`
}
