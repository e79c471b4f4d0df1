import { ReadError } from '../../model/read-error.ts'
import type { Refusal, RefusalCode } from '../refusal.ts'
import type { Verification } from '../trust/signer.ts'
import { verifyEnvelope } from '../trust/verify-envelope.ts'
import { changedFile } from './changed-file.ts'
import { leafNames, withRefOf } from './leaf.ts'
import { signedEnvelope, statementOf, type SignedEnvelope } from './payload.ts'
import { isNamed } from './predicate-types.ts'
import { predicateVerdict } from './predicate-verdict.ts'
import { publisherAgainst } from './publisher.ts'
import type { AttestationRequest } from './request.ts'
import type { SignedDocument } from './signed-documents.ts'
import type { Statement } from './statement.ts'
import { compareSubjects, type SubjectCheck, type SubjectMatch } from './subjects.ts'

/** A statement that somebody trusted makes about at least one of the files. */
export interface Accepted {
  readonly kind: 'accepted'
  readonly statement: Statement
  readonly signer: string
  /** Milliseconds since 1970, where a log or a timestamp proves it. */
  readonly signedAt?: number
  /** What it comes down to, for a person. Untrusted text. */
  readonly says: readonly string[]
  readonly matching: readonly SubjectMatch[]
  readonly differing: readonly SubjectMatch[]
}

export type Judged =
  | Accepted
  | {
      readonly kind: 'refused'
      readonly refusals: readonly Refusal[]
      /** A trusted signer says it, of these very bytes: it counts whatever others say. */
      readonly bySigner: boolean
    }

const UNSIGNED: Omit<Refusal, 'path'> = {
  code: 'signature-missing',
  message: 'is a statement that nobody has signed',
  advice: 'ask for the signed envelope or bundle, or sign it with assay attest --key',
}

/** Signature first: of what no trusted signer stands for, nothing is looked into. */
export async function judgeDocument(document: SignedDocument, request: AttestationRequest): Promise<Judged> {
  const { source } = request
  if (document.kind === 'statement') return refused({ ...UNSIGNED, path: source })
  if (document.kind === 'broken') return refusedFor('signature-malformed', source, document.detail)
  let signed: SignedEnvelope
  try {
    signed = signedEnvelope(document)
  } catch (error) {
    return refusedFor('signature-malformed', source, messageOf(error))
  }
  const names = leafNames(signed.material)
  const trust = withRefOf(names, request.trust)
  const { now } = request
  const verification = await verifyEnvelope(signed.envelope, signed.material, trust, { now, path: source })
  if (verification.outcome === 'refused') return refused(verification.refusal)
  const claimed =
    document.kind === 'bundle' && document.publisher ? publisherAgainst(document.publisher, names) : undefined
  if (claimed !== undefined)
    return refused({
      code: 'publisher-mismatch',
      path: source,
      message: 'names another publisher than its certificate',
      expected: claimed,
      ...(names.identity !== undefined && { found: names.identity }),
    })
  let statement: Statement | undefined
  try {
    statement = statementOf(signed.envelope)
  } catch (error) {
    return refusedFor('statement-malformed', source, messageOf(error))
  }
  if (!statement) return refusedFor('predicate-mismatch', source, 'is signed, and no in-toto statement')
  return judgeStatement(statement, verification, request)
}

function judgeStatement(
  statement: Statement,
  { signer, signedAt }: Extract<Verification, { outcome: 'accepted' }>,
  { files, source, predicateType, builder }: AttestationRequest,
): Judged {
  if (predicateType !== undefined && !isNamed(predicateType, statement.predicateType))
    return refused({
      code: 'predicate-mismatch',
      path: source,
      message: 'is about something else than what is asked for',
      expected: predicateType,
      found: statement.predicateType,
    })
  const check = compareSubjects(statement, files)
  const { matching } = check
  if (matching.length === 0)
    return { kind: 'refused', bySigner: false, refusals: notSubjects(check, statement, source) }
  const { objection, says } = predicateVerdict(statement, {
    matching,
    ...(builder !== undefined && { builder }),
  })
  if (objection)
    return {
      kind: 'refused',
      bySigner: objection.code === 'result-denied',
      refusals: [{ path: source, ...objection }],
    }
  return { kind: 'accepted', statement, signer, says, ...check, ...(signedAt !== undefined && { signedAt }) }
}

const SHOWN = 3

function notSubjects(
  { differing }: SubjectCheck,
  { subjects }: Statement,
  source: string,
): readonly Refusal[] {
  if (differing.length > 0) return differing.map((match) => changedFile(match, source))
  const names = subjects.slice(0, SHOWN).map(({ name }) => name || 'a nameless subject')
  const more = subjects.length > SHOWN ? ` and ${subjects.length - SHOWN} more` : ''
  return [
    {
      code: 'subject-mismatch',
      path: source,
      message: `is about other files: ${names.join(', ')}${more}`,
    },
  ]
}

function refused(refusal: Refusal): Judged {
  return { kind: 'refused', refusals: [refusal], bySigner: false }
}

function refusedFor(code: RefusalCode, path: string, message: string): Judged {
  return refused({ code, path, message })
}

function messageOf(error: unknown): string {
  if (error instanceof ReadError) return error.message
  throw error
}
