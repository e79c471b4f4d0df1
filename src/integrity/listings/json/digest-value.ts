import type { ChecksumAlgorithm } from '../../../model/checksum.ts'
import { labelled, type Labelled } from '../algorithm.ts'

export interface DigestValue {
  readonly hex: string
  readonly label?: Labelled
}

const HEX = /^[0-9A-Fa-f]{32,128}$/
const PREFIXED = /^([A-Za-z][\w/-]{1,15}?)[:=]([0-9A-Fa-f]{32,128})$/
/** Subresource integrity; may be several apart by spaces. */
const SRI = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]{43,86}={0,2})(?:\?\S{0,100})?$/
const BASE64 = /^[A-Za-z0-9+/]{22,86}={0,2}$/
const BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  sha256: 32,
  sha384: 48,
  sha512: 64,
  'blake2b-512': 64,
  sha1: 20,
  md5: 16,
  'git-blob-sha1': 20,
}

/** The digests that a JSON string holds. `label` is what its key says; base64 needs one. */
export function digestValues(text: string, label?: Labelled): DigestValue[] {
  const value = text.trim()
  if (value.length > 1000) return []
  if (HEX.test(value)) return [{ hex: value, ...(label && { label }) }]
  const [, tag, hex] = PREFIXED.exec(value) ?? []
  if (tag !== undefined && hex !== undefined) return [{ hex, label: labelled(tag) ?? 'unsupported' }]
  const sri = value.split(/\s+/).flatMap(sriDigest)
  if (sri.length > 0) return sri
  return label && label !== 'unsupported' && BASE64.test(value) ? base64(value, label) : []
}

function sriDigest(text: string): DigestValue[] {
  const [, name, value] = SRI.exec(text) ?? []
  return name === undefined || value === undefined ? [] : base64(value, name as ChecksumAlgorithm)
}

function base64(value: string, label: ChecksumAlgorithm): DigestValue[] {
  const bytes = Buffer.from(value, 'base64')
  return bytes.length === BYTES[label] ? [{ hex: bytes.toString('hex'), label }] : []
}
