import { relative, resolve, sep } from 'node:path'
import { digestsAskedFor, verifyAttestation } from '../../integrity/attestations/verify.ts'
import type { DigestedFile } from '../../integrity/digested-file.ts'
import type { Listing } from '../../integrity/listing.ts'
import type { LockedAuthority } from '../../integrity/lock/lock.ts'
import type { Digester } from '../../integrity/oms/check-resources.ts'
import { verifySignature, type SignatureResult } from '../../integrity/oms/verify-signature.ts'
import type { Refusal } from '../../integrity/refusal.ts'
import type { TrustPolicy } from '../../integrity/trust/signer.ts'
import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { Io } from '../io.ts'
import type { SignedDocument } from './authority-document.ts'
import type { ExaminedTree } from './examined-tree.ts'

export interface SignedRequest {
  /** Absolute. */
  readonly path: string
  readonly trust: TrustPolicy
  readonly predicateType?: string
  /** Who must have built what an attestation is about. */
  readonly builder?: string
}

export interface SignedAuthorities {
  readonly listings: readonly Listing[]
  readonly refusals: readonly Refusal[]
  /** What whoever trusts the signatures should know of them. */
  readonly notes: readonly string[]
  /** What a trusted signer says of files that are something else, by path. */
  readonly against: ReadonlyMap<string, LockedAuthority>
}

/** Algorithms beside SHA-256 by which attestations name what they are about. */
export function signedAlgorithms(documents: readonly SignedDocument[]): readonly ChecksumAlgorithm[] {
  const asked = documents.flatMap(({ kind, bytes }) => (kind === 'attestation' ? digestsAskedFor(bytes) : []))
  return [...new Set(asked)]
}

export interface SignedSurroundings {
  readonly examined: ExaminedTree
  readonly files: readonly DigestedFile[]
  /** Knows what was hashed already. */
  readonly digester: Digester
  readonly io: Io
}

/** What signers whom the user trusts say of the files, and the documents that nobody trusted has signed. */
export async function signedAuthorities(
  request: SignedRequest,
  documents: readonly SignedDocument[],
  surroundings: SignedSurroundings,
): Promise<SignedAuthorities> {
  const all: SignedAuthorities[] = []
  for (const document of documents)
    if (document.kind === 'attestation') all.push(await attested(request, document, surroundings))
    else if (document.kind === 'oms') all.push(await signed(request, document, surroundings))
  return {
    listings: all.flatMap((a) => a.listings),
    refusals: all.flatMap((a) => a.refusals),
    notes: [...new Set(all.flatMap((a) => a.notes))],
    against: new Map(all.flatMap((a) => [...a.against])),
  }
}

async function attested(
  { trust, predicateType, builder }: SignedRequest,
  { bytes, source }: SignedDocument,
  { files, io }: SignedSurroundings,
): Promise<SignedAuthorities> {
  const { listing, accepted, refusals } = await verifyAttestation({
    bytes,
    source,
    files,
    trust,
    now: io.clock().getTime(),
    ...(predicateType !== undefined && { predicateType }),
    ...(builder !== undefined && { builder }),
  })
  const notes = accepted.map(({ statement, says }) =>
    [`${source} is an attestation of ${statement.predicateType}`, ...says].join(', '),
  )
  return { listings: listing ? [listing] : [], refusals, notes, against: new Map() }
}

async function signed(
  { path, trust }: SignedRequest,
  { bytes, source, absolute, cameWithBytes }: SignedDocument,
  { examined, digester, io }: SignedSurroundings,
): Promise<SignedAuthorities> {
  const file = absolute ?? resolve(io.cwd, source)
  const within = relative(examined.folder, file).split(sep).join('/')
  const result = await verifySignature({
    root: path,
    bytes,
    source,
    trust,
    digester,
    now: io.clock().getTime(),
    ...(cameWithBytes && !examined.isFile && { within }),
  })
  return {
    listings: result.listing ? [result.listing] : [],
    refusals: result.refusals,
    notes: notesOn(result, source),
    against: againstIn(result, source),
  }
}

function againstIn(
  { verification, refusals }: SignatureResult,
  source: string,
): ReadonlyMap<string, LockedAuthority> {
  if (verification.outcome === 'refused') return new Map()
  const { signer } = verification
  return new Map(
    refusals.flatMap(({ code, path, expected }) =>
      code === 'content-changed' && expected !== undefined
        ? [[path, { kind: 'oms-signature', source, signer, says: expected }] as const]
        : [],
    ),
  )
}

const NAMED = 20

function notesOn({ ignored, legacy }: SignatureResult, source: string): string[] {
  const left = ignored.slice(0, NAMED).map(({ path, loadable }) => (loadable ? `${path} (loadable)` : path))
  if (ignored.length > NAMED) left.push(`${ignored.length - NAMED} more`)
  return [
    ...(left.length > 0 ? [`${source} leaves out ${left.join(', ')}`] : []),
    ...(legacy ? [`${source} was made by model_signing 0.2, before the format was fixed`] : []),
  ]
}
