import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { UsageError } from '../../model/usage-error.ts'
import { keyScheme } from '../dsse/signature.ts'
import type { TrustPolicy } from './signer.ts'

/** A file that the user named. */
export interface NamedFile {
  /** As typed, for messages. */
  readonly name: string
  readonly data: Uint8Array
}

export interface TrustInput {
  readonly keys?: readonly NamedFile[]
  readonly roots?: readonly NamedFile[]
  readonly identity?: string
  readonly issuer?: string
  readonly trustedRoot?: NamedFile
  readonly acceptUnprovenTime?: boolean
}

/** What the user trusts. Throws `UsageError`. */
export function readTrust(input: TrustInput): TrustPolicy {
  const { identity, issuer, trustedRoot } = input
  if ((identity === undefined) !== (issuer === undefined))
    throw new UsageError(
      '--identity and --issuer go together: a name means nothing without who vouched for it',
    )
  return {
    keys: (input.keys ?? []).map(readPublicKey),
    roots: (input.roots ?? []).flatMap(readCertificates),
    identities: identity === undefined || issuer === undefined ? [] : [{ identity, issuer }],
    acceptUnprovenTime: input.acceptUnprovenTime ?? false,
    ...(trustedRoot && { trustedRoot: Buffer.from(trustedRoot.data).toString('utf8') }),
  }
}

/** Throws `UsageError`. */
export function readPublicKey({ name, data }: NamedFile): KeyObject {
  const text = Buffer.from(data).toString('latin1')
  if (text.includes('PRIVATE KEY-----'))
    throw new UsageError(`${name} is a private key; a verifier needs the public one only`)
  let key: KeyObject
  try {
    key = createPublicKey(Buffer.from(data))
  } catch {
    throw new UsageError(`${name} is no public key in PEM form`)
  }
  return known(key, name)
}

/** Throws `UsageError`. */
export function readPrivateKey({ name, data }: NamedFile, passphrase?: string): KeyObject {
  const text = Buffer.from(data).toString('latin1')
  if (/-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(text) && passphrase === undefined)
    throw new UsageError(`${name} is protected by a password: give it in ASSAY_KEY_PASSWORD`)
  let key: KeyObject
  try {
    key = createPrivateKey({ key: Buffer.from(data), ...(passphrase !== undefined && { passphrase }) })
  } catch {
    throw new UsageError(
      passphrase === undefined
        ? `${name} is no private key in PEM form`
        : `${name} is no private key in PEM form, or the password is wrong`,
    )
  }
  return known(key, name)
}

function known(key: KeyObject, name: string): KeyObject {
  if (keyScheme(key) === undefined)
    throw new UsageError(
      `${name}: keys are ECDSA P-256, P-384 or P-521, Ed25519, or RSA of 2048 bits and more`,
    )
  return key
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g
const MAX_CERTIFICATES = 256

/** All certificates of a PEM file. Throws `UsageError`. */
export function readCertificates({ name, data }: NamedFile): readonly X509Certificate[] {
  const blocks = Buffer.from(data).toString('latin1').match(CERTIFICATE) ?? []
  if (blocks.length === 0) throw new UsageError(`${name} holds no certificate in PEM form`)
  if (blocks.length > MAX_CERTIFICATES)
    throw new UsageError(`${name} holds more than ${MAX_CERTIFICATES} certificates`)
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch {
    throw new UsageError(`${name} holds a certificate that cannot be read`)
  }
}
