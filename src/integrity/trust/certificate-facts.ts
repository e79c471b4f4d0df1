import type { X509Certificate } from 'node:crypto'
import { malformed } from '../../model/read-error.ts'
import { DER, derElements, derSequence, oidText, type Der } from './der.ts'

/** What a certificate says of its own use, beside what `X509Certificate` tells. */
export interface CertificateFacts {
  readonly isAuthority: boolean
  /** How many authorities may follow below it. */
  readonly pathLength?: number
  /** Absent where it does not say: all uses. */
  readonly keyUsage?: { readonly digitalSignature: boolean; readonly certificateSigning: boolean }
  /** Object identifiers; absent where it does not say: all purposes. */
  readonly purposes?: readonly string[]
  /** Object identifiers of critical extensions that are not understood here: such a certificate counts for nothing. */
  readonly notUnderstood: readonly string[]
  /** Object identifier of how it was signed. */
  readonly signatureAlgorithm: string
}

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'

const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
const EXTENDED_KEY_USAGE = '2.5.29.37'
/** Subject and authority key identifiers, alternative names, policies, where to ask for revocation: they restrict nothing here. */
const HARMLESS = new Set(['2.5.29.14', '2.5.29.35', '2.5.29.17', '2.5.29.18', '2.5.29.32', '2.5.29.31'])
const EXTENSIONS_TAG = 0xa3
const MAX_EXTENSIONS = 64

/** Throws `ReadError`. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  const [signed, algorithm] = derSequence(certificate.raw)
  if (signed?.tag !== DER.sequence || algorithm?.tag !== DER.sequence) throw malformed('no certificate')
  const [name] = derElements(algorithm.content)
  if (!name) throw malformed('a certificate without algorithm')
  const extensions = readExtensions(derElements(signed.content))
  const facts: { -readonly [Key in keyof CertificateFacts]: CertificateFacts[Key] } = {
    isAuthority: false,
    notUnderstood: extensions
      .filter(({ oid, critical }) => critical && !understood(oid))
      .map(({ oid }) => oid),
    signatureAlgorithm: oidText(name),
  }
  for (const { oid, value } of extensions) {
    if (oid === BASIC_CONSTRAINTS) Object.assign(facts, basicConstraints(value))
    else if (oid === KEY_USAGE) facts.keyUsage = keyUsage(value)
    else if (oid === EXTENDED_KEY_USAGE) facts.purposes = derSequence(value).map(oidText)
  }
  return facts
}

function understood(oid: string): boolean {
  return oid === BASIC_CONSTRAINTS || oid === KEY_USAGE || oid === EXTENDED_KEY_USAGE || HARMLESS.has(oid)
}

interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

function readExtensions(fields: readonly Der[]): readonly Extension[] {
  const field = fields.find(({ tag }) => tag === EXTENSIONS_TAG)
  if (!field) return []
  const list = derSequence(field.content)
  if (list.length > MAX_EXTENSIONS) throw malformed('a certificate with too many extensions')
  const extensions = list.map(({ content }) => {
    const [oid, ...rest] = derElements(content)
    const value = rest.at(-1)
    if (!oid || value?.tag !== DER.octets) throw malformed('a broken extension of a certificate')
    const flag = rest.length > 1 ? rest[0] : undefined
    return {
      oid: oidText(oid),
      critical: flag?.tag === DER.boolean && flag.content[0] !== 0,
      value: value.content,
    }
  })
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length)
    throw malformed('a certificate with one extension twice')
  return extensions
}

function basicConstraints(value: Uint8Array): Pick<CertificateFacts, 'isAuthority' | 'pathLength'> {
  const parts = derSequence(value)
  const isAuthority = parts.some(({ tag, content }) => tag === DER.boolean && content[0] !== 0)
  const length = parts.find(({ tag }) => tag === DER.integer)?.content
  if (!length) return { isAuthority }
  if (length.length !== 1 || length[0]! > 127) throw malformed('a certificate with an absurd path length')
  return { isAuthority, pathLength: length[0]! }
}

function keyUsage(value: Uint8Array): NonNullable<CertificateFacts['keyUsage']> {
  const [bits] = derElements(value)
  if (bits?.tag !== DER.bits) throw malformed('a broken key usage')
  const first = bits.content[1] ?? 0
  return { digitalSignature: (first & 0x80) !== 0, certificateSigning: (first & 0x04) !== 0 }
}
