import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Listing, PublishedDigest } from '../listing.ts'
import type { Refusal } from '../refusal.ts'
import { changedFile } from './changed-file.ts'
import { judgeDocument, type Accepted, type Judged } from './judge.ts'
import { statementIn } from './payload.ts'
import type { AttestationRequest } from './request.ts'
import { signedDocuments, type SignedDocument } from './signed-documents.ts'
import type { Statement } from './statement.ts'
import { furtherAlgorithms } from './subjects.ts'

export interface AttestationResult {
  /** What accepted signers say of the files, under the files' own paths; absent when none of them is accepted. */
  readonly listing?: Listing
  /** The accepted statement; the first where there are several. */
  readonly statement?: Statement
  readonly accepted: readonly Accepted[]
  readonly refusals: readonly Refusal[]
}

/**
 * Whether somebody whom the policy trusts has attested these files. Of several attestations one suffices, and those of
 * strangers do no harm; a trusted one that speaks against the files refuses them whatever the others say.
 */
export async function verifyAttestation(request: AttestationRequest): Promise<AttestationResult> {
  const { bytes, source } = request
  let documents: readonly SignedDocument[]
  try {
    documents = signedDocuments(bytes)
  } catch (error) {
    return { accepted: [], refusals: [unreadable(error, source)] }
  }
  const judged: Judged[] = []
  for (const document of documents) judged.push(await judgeDocument(document, request))
  const accepted = judged.filter((one) => one.kind === 'accepted')
  const [first] = accepted
  if (!first)
    return {
      accepted,
      refusals: distinct(judged.flatMap((one) => (one.kind === 'refused' ? one.refusals : []))),
    }
  const against = judged.flatMap((one) => (one.kind === 'refused' && one.bySigner ? one.refusals : []))
  const changed = accepted.flatMap(({ differing }) => differing.map((match) => changedFile(match, source)))
  return {
    accepted,
    statement: first.statement,
    listing: listingOf(accepted, source),
    refusals: distinct([...against, ...changed]),
  }
}

/** Algorithms beside SHA-256 that `DigestedFile.others` needs; none of a document that cannot be read. */
export function digestsAskedFor(bytes: Uint8Array): readonly ChecksumAlgorithm[] {
  try {
    const subjects = signedDocuments(bytes).flatMap((document) => statementIn(document)?.subjects ?? [])
    return furtherAlgorithms(subjects)
  } catch (error) {
    if (error instanceof ReadError) return []
    throw error
  }
}

function listingOf(accepted: readonly Accepted[], source: string): Listing {
  const matches = accepted.flatMap(({ matching, differing }) => [...matching, ...differing])
  const digests = new Map(
    matches.map(({ file, algorithm, expected }): [string, PublishedDigest] => [
      `${file.path}\0${algorithm}\0${expected}`,
      { name: file.path, algorithm, hex: expected },
    ]),
  )
  return {
    kind: 'attestation',
    source,
    digests: [...digests.values()],
    cameWithBytes: false,
    signer: [...new Set(accepted.map(({ signer }) => signer))].join(', '),
    gaps: [],
  }
}

function unreadable(error: unknown, source: string): Refusal {
  if (!(error instanceof ReadError)) throw error
  return { code: 'signature-malformed', path: source, message: error.message }
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()]
}
