import { ReadError } from '../../model/read-error.ts'
import { envelopeFrom } from '../dsse/codec.ts'
import { IN_TOTO_PAYLOAD, type DsseEnvelope } from '../dsse/envelope.ts'
import { bundleFrom } from '../trust/bundle.ts'
import type { VerificationMaterial } from '../trust/material.ts'
import { readStatement, statementFrom } from './read-statement.ts'
import type { SignedDocument } from './signed-documents.ts'
import type { Statement } from './statement.ts'

export interface SignedEnvelope {
  readonly envelope: DsseEnvelope
  readonly material: VerificationMaterial
}

/** What is signed and what proves it. Throws `ReadError`. */
export function signedEnvelope({
  kind,
  value,
}: Extract<SignedDocument, { kind: 'bundle' | 'envelope' }>): SignedEnvelope {
  return kind === 'bundle' ? bundleFrom(value) : { envelope: envelopeFrom(value), material: { kind: 'key' } }
}

/** The statement in an envelope; undefined where the envelope is for something else. Throws `ReadError`. */
export function statementOf({ payloadType, payload }: DsseEnvelope): Statement | undefined {
  return payloadType === IN_TOTO_PAYLOAD ? readStatement(payload) : undefined
}

/** What a document says, whoever signed it: to know what to look at, never to believe. */
export function statementIn(document: SignedDocument): Statement | undefined {
  try {
    if (document.kind === 'broken') return undefined
    if (document.kind === 'statement') return statementFrom(document.value)
    return statementOf(signedEnvelope(document).envelope)
  } catch (error) {
    if (error instanceof ReadError) return undefined
    throw error
  }
}
