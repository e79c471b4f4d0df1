import { createHash } from 'node:crypto'
import {
  base64Named,
  isRecord,
  listNamed,
  parseStrictJson,
  recordNamed,
  textNamed,
} from '../../bytes/strict-json.ts'
import type { StrictRecord } from '../../bytes/strict-json.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { envelopeFrom } from '../dsse/codec.ts'
import type { DsseEnvelope } from '../dsse/envelope.ts'
import type { VerificationMaterial } from './material.ts'

/** A Sigstore bundle around an envelope. */
export interface Bundle {
  readonly envelope: DsseEnvelope
  readonly material: VerificationMaterial
}

const MAX_BUNDLE = 64 * 1024 * 1024
const MAX_CHAIN = 16
const MAX_CERTIFICATE = 64 * 1024
const MAX_PROOFS = 16
const MAX_PROOF_TEXT = 128 * 1024
const CHECKPOINT_SIGNER = /\u2014 (\S+)/g
const PLAIN_NAME = /^[A-Za-z0-9./:_-]{1,256}$/
const MEDIA_TYPE = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.[123]\+json)$/

/** Reads a bundle of version 0.1 to 0.3. Throws `ReadError`. */
export function parseBundle(data: Uint8Array): Bundle {
  return bundleFrom(parseStrictJson(data, MAX_BUNDLE))
}

/** Reads a bundle out of strict JSON. Throws `ReadError`. */
export function bundleFrom(value: unknown): Bundle {
  const bundle = recordNamed(value, 'the bundle')
  if (!MEDIA_TYPE.test(textNamed(bundle['mediaType'], 'mediaType')))
    throw malformed('mediaType is no Sigstore bundle of version 0.1 to 0.3')
  if (bundle['messageSignature'] !== undefined) throw malformed('the bundle signs a blob, not a statement')
  const envelope = envelopeFrom(bundle['dsseEnvelope'])
  if (envelope.signatures.length !== 1) throw malformed('a bundle has one signature')
  const material = recordNamed(bundle['verificationMaterial'], 'verificationMaterial')
  boundProofs(material)
  return { envelope, material: materialFrom(material, bundle) }
}

/** The Sigstore library reads the proofs: what it could be led to waste time on ends here. */
function boundProofs(material: StrictRecord): void {
  const entries = listNamed(material['tlogEntries'] ?? [], 'tlogEntries', MAX_PROOFS)
  const times = recordNamed(material['timestampVerificationData'] ?? {}, 'timestampVerificationData')
  listNamed(times['rfc3161Timestamps'] ?? [], 'rfc3161Timestamps', MAX_PROOFS)
  boundTexts(entries)
  boundTexts(times)
}

function boundTexts(value: unknown): void {
  if (typeof value === 'string') {
    if (value.length > MAX_PROOF_TEXT) throw overLimit('a proof in the bundle is too long')
    // The library takes the name of who signed a checkpoint for a pattern: it could be one that never ends.
    for (const [, name = ''] of value.matchAll(CHECKPOINT_SIGNER))
      if (!PLAIN_NAME.test(name)) throw malformed('a checkpoint is signed by a name that is none')
  } else if (Array.isArray(value)) value.forEach(boundTexts)
  else if (isRecord(value)) Object.values(value).forEach(boundTexts)
}

function materialFrom(material: StrictRecord, bundle: StrictRecord): VerificationMaterial {
  const { publicKey, certificate, x509CertificateChain } = material
  const given = [publicKey, certificate, x509CertificateChain].filter((m) => m !== undefined && m !== null)
  if (given.length !== 1)
    throw malformed('verificationMaterial needs one of publicKey, certificate, x509CertificateChain')
  if (isRecord(publicKey)) {
    const { hint, rawBytes } = publicKey
    if (typeof hint === 'string' && hint !== '') return { kind: 'key', hint }
    // Bundles before 1.0.1 carry the whole key, as PEM. It is no more than a hint there.
    return typeof rawBytes === 'string'
      ? { kind: 'key', hint: createHash('sha256').update(base64Named(rawBytes, 'rawBytes')).digest('hex') }
      : { kind: 'key' }
  }
  const { length: entries } = (material['tlogEntries'] ?? []) as readonly unknown[]
  if (isRecord(certificate))
    return { kind: 'sigstore', chain: [certificateFrom(certificate)], entries, bundle }
  const { certificates } = recordNamed(x509CertificateChain, 'x509CertificateChain')
  const chain = listNamed(certificates, 'certificates', MAX_CHAIN).map(certificateFrom)
  if (chain.length === 0) throw malformed('the chain of certificates is empty')
  return { kind: 'certificate-chain', chain, entries, bundle }
}

function certificateFrom(value: unknown): Buffer {
  const der = base64Named(recordNamed(value, 'a certificate')['rawBytes'], 'rawBytes')
  if (der.length === 0 || der.length > MAX_CERTIFICATE) throw malformed('a certificate is empty or too long')
  return der
}
