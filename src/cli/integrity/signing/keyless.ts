import { generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { envelopeJson } from '../../../integrity/dsse/codec.ts'
import { signEnvelope } from '../../../integrity/dsse/sign.ts'
import { sigstoreServices } from '../../../integrity/trust/services.ts'
import { verifyKeyless } from '../../../integrity/trust/sigstore.ts'
import { requestCertificate, tokenSubject } from '../../../intel/sigstore/fulcio.ts'
import { enterIntoLog } from '../../../intel/sigstore/rekor.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'

/**
 * Signs with a key that lives as long as this function: Sigstore certifies that the bearer of the token has it, and
 * its log that the signature was made meanwhile. What comes back is verified before anybody else sees it.
 */
export async function signKeyless(
  payloadType: string,
  payload: Uint8Array,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<{ readonly text: string; readonly signer: string }> {
  const root = options['trustedRoot']
  const trustedRoot = typeof root === 'string' ? readFileSync(resolve(io.cwd, root), 'utf8') : undefined
  const services = sigstoreServices(trustedRoot, io.clock().getTime())
  const token = await identityToken({ options, io })
  const subject = tokenSubject(token)
  if (subject === undefined) throw new UsageError('--identity-token: is no token that names somebody')
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const certificate = await requestCertificate(
    {
      authority: services.authority,
      identityToken: token,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
      proofOfPossession: sign('sha256', Buffer.from(subject), privateKey),
    },
    io.signal,
  )
  const envelope = signEnvelope(payloadType, payload, privateKey)
  const dsseEnvelope = envelopeJson(envelope)
  const entry = await enterIntoLog(
    { log: services.log, envelope: JSON.stringify(dsseEnvelope), verifier: pemOf(certificate) },
    io.signal,
  )
  const bundle = {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      certificate: { rawBytes: certificate.toString('base64') },
      tlogEntries: [entry],
    },
    dsseEnvelope,
  }
  const { identity, issuer } = verifyKeyless(bundle, envelope, trustedRoot)
  return { text: `${JSON.stringify(bundle)}\n`, signer: `${identity} (issuer ${issuer})` }
}

const MAX_TOKEN = 64 * 1024

async function identityToken({ options, io }: Pick<Invocation, 'options' | 'io'>): Promise<string> {
  const file = options['identityToken']
  const given =
    typeof file !== 'string'
      ? io.env['SIGSTORE_ID_TOKEN']
      : file === '-'
        ? await text(io.stdin)
        : readToken(resolve(io.cwd, file), file)
  const token = given?.trim() ?? ''
  if (token === '')
    throw new UsageError(
      '--keyless: needs a token of an OpenID provider: --identity-token FILE, or SIGSTORE_ID_TOKEN',
    )
  if (token.length > MAX_TOKEN) throw new UsageError('--identity-token: is too long for a token')
  return token
}

function readToken(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--identity-token: cannot read ${visible(shown)}`, { cause: error })
  }
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').replaceAll(/.{64}(?!$)/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}
