import { readRepositoryTree } from '../../intel/hub/repository-tree.ts'
import { parseLfsPointer } from '../../sources/lfs-pointer.ts'
import { fieldOf, listOf, textOf } from './json-field.ts'

/** A document that somebody named as an authority, or that lies in the tree. */
export interface AuthorityDocument {
  readonly bytes: Buffer
  /** A path as it is shown, or an address without credentials. */
  readonly source: string
  /** A path as the user typed it. */
  readonly typed?: string
  /** Of what answered, where it was fetched. */
  readonly address?: string
  /** It lies in what is verified. */
  readonly cameWithBytes: boolean
  /** Where it lies, unless it was fetched. */
  readonly absolute?: string
}

/** A document that is worth something only when it is known who signed it, or whether it is in force. */
export interface SignedDocument extends AuthorityDocument {
  readonly kind: Extract<DocumentKind, 'lock' | 'oms' | 'attestation'>
}

/** Judged by content alone: names can say anything. */
export type DocumentKind =
  | 'lock'
  | 'oms'
  | 'attestation'
  | 'hub-tree'
  | 'manifest'
  | 'lfs-pointer'
  | 'listing'

const OMS_PREDICATE = /^https:\/\/model_signing\//
const MANIFEST = /^application\/vnd\.(?:docker\.distribution\.manifest|oci\.image\.manifest)\./
/** Longer documents are lists at most. */
const MAX_JSON = 64 * 1024 * 1024

export function kindOfDocument({ bytes }: Pick<AuthorityDocument, 'bytes'>): DocumentKind {
  if (parseLfsPointer(bytes)) return 'lfs-pointer'
  const document = jsonOf(bytes)
  if (document === undefined) return isLinesOfEnvelopes(bytes) ? 'attestation' : 'listing'
  if (textOf(document, 'schema')?.startsWith('assay/lock/') === true) return 'lock'
  const envelope = fieldOf(document, 'dsseEnvelope') ?? document
  const payload = textOf(envelope, 'payload')
  if (payload !== undefined && textOf(envelope, 'payloadType') !== undefined)
    return isOms(payload) ? 'oms' : 'attestation'
  if (textOf(document, '_type')?.startsWith('https://in-toto.io/Statement/')) return 'attestation'
  if (listOf(document, 'attestation_bundles') || listOf(document, 'attestations')) return 'attestation'
  if (fieldOf(document, 'verification_material') !== undefined) return 'attestation'
  if (listOf(document, 'layers') && isManifest(document)) return 'manifest'
  const tree = readRepositoryTree(document)
  return tree && tree.files.length > 0 && isHubShaped(document) ? 'hub-tree' : 'listing'
}

export function jsonOf(bytes: Buffer): unknown {
  if (bytes.length > MAX_JSON || !/^\s*[[{]/.test(bytes.toString('latin1', 0, 64))) return undefined
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

function isOms(payload: string): boolean {
  const statement = jsonOf(Buffer.from(payload, 'base64'))
  return OMS_PREDICATE.test(textOf(statement, 'predicateType') ?? '')
}

/** One envelope or bundle a line. */
function isLinesOfEnvelopes(bytes: Buffer): boolean {
  const end = bytes.indexOf(0x0a)
  const first = end < 0 ? undefined : jsonOf(bytes.subarray(0, end))
  const envelope = fieldOf(first, 'dsseEnvelope') ?? first
  return textOf(envelope, 'payload') !== undefined || textOf(first, '_type') !== undefined
}

function isManifest(document: unknown): boolean {
  return MANIFEST.test(textOf(document, 'mediaType') ?? '') || fieldOf(document, 'schemaVersion') === 2
}

/** A list of checksums in JSON has `path`s too; the hub's entries have git ids or LFS objects. */
function isHubShaped(document: unknown): boolean {
  const entries = Array.isArray(document) ? (document as unknown[]) : (listOf(document, 'siblings') ?? [])
  return entries.some((entry) => {
    const isNamed = textOf(entry, 'path') !== undefined || textOf(entry, 'rfilename') !== undefined
    return isNamed && (textOf(entry, 'oid') ?? textOf(entry, 'blobId') ?? fieldOf(entry, 'lfs')) !== undefined
  })
}
