import { resolve } from 'node:path'
import { createPublicKey } from 'node:crypto'
import { readCertificates, readPrivateKey } from '../../../integrity/trust/read-trust.ts'
import type { SigningKey } from '../../../integrity/trust/signer.ts'
import { UsageError } from '../../../model/usage-error.ts'
import type { Invocation } from '../../command.ts'
import { readFileNamed } from './named-file.ts'

const MAX_PEM = 1024 * 1024

/** Who signs by `--key` and `--certificate`; nobody when neither is given. Throws `UsageError`. */
export function signerOf({ options, io }: Pick<Invocation, 'options' | 'io'>): SigningKey | undefined {
  const { key: keyFile, certificate } = options
  if (typeof keyFile !== 'string') {
    if (certificate !== undefined)
      throw new UsageError('--certificate: needs --key, the private key that it is for')
    return undefined
  }
  const named = (flag: string, path: string): ReturnType<typeof readFileNamed> =>
    readFileNamed(flag, resolve(io.cwd, path), path, MAX_PEM)
  const key = readPrivateKey(named('--key', keyFile), io.env['ASSAY_KEY_PASSWORD'])
  if (typeof certificate !== 'string') return { kind: 'key', key }
  const chain = readCertificates(named('--certificate', certificate))
  const own = createPublicKey(key).export({ type: 'spki', format: 'der' })
  if (!chain[0]?.publicKey.export({ type: 'spki', format: 'der' }).equals(own))
    throw new UsageError('--certificate: the first certificate is not for the key of --key')
  return { kind: 'certificate', key, chain }
}
