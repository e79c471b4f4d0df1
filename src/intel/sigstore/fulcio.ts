import { malformed } from '../../model/read-error.ts'
import { listIn, textIn, valueIn } from '../json-value.ts'
import { post } from './post.ts'

export interface CertificateRequest {
  /** Address of the authority. */
  readonly authority: string
  /** From an OpenID provider that the authority knows. */
  readonly identityToken: string
  /** PEM, SPKI. */
  readonly publicKey: string
  /** Signature by that key over the subject of the token. */
  readonly proofOfPossession: Uint8Array
}

const PEM = /^-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/

/** A certificate for the identity of a token, DER, from Fulcio (API v2). Throws `ReadError`. */
export async function requestCertificate(
  { authority, identityToken, publicKey, proofOfPossession }: CertificateRequest,
  signal: AbortSignal,
): Promise<Buffer> {
  const answer = await post(
    `${authority.replace(/\/+$/, '')}/api/v2/signingCert`,
    {
      credentials: { oidcIdentityToken: identityToken },
      publicKeyRequest: {
        publicKey: { algorithm: 'ECDSA', content: publicKey },
        proofOfPossession: Buffer.from(proofOfPossession).toString('base64'),
      },
    },
    signal,
  )
  const issued = valueIn(answer, 'signedCertificateEmbeddedSct')
  const [leaf] = listIn(valueIn(issued, 'chain'), 'certificates')
  const der = typeof leaf === 'string' ? PEM.exec(leaf)?.[1] : undefined
  if (der === undefined) throw malformed('the authority answers without a certificate that a log has seen')
  return Buffer.from(der, 'base64')
}

/** What a token says of its bearer, as Fulcio puts it into the certificate: an address, or else the subject. */
export function tokenSubject(token: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return textIn(claims, 'email') ?? textIn(claims, 'sub')
  } catch {
    return undefined
  }
}
