import { isRecord, parseStrictJson } from '../../../bytes/strict-json.ts'
import { MiB } from '../../../model/context.ts'
import type { DerivationClaim } from '../../../model/derivation-claim.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { sha256 } from '../../../model/identity.ts'
import { malformed, overLimit, ReadError } from '../../../model/read-error.ts'
import { statementIn } from '../../attestations/payload.ts'
import { DERIVATION } from '../../attestations/predicate-types.ts'
import { signedDocuments } from '../../attestations/signed-documents.ts'
import { documentClaim, statementClaim } from '../claim.ts'

const MAX_BYTES = 64 * MiB
const SCHEMA = '"assay/derivation/1"'

/** Results of `assay derive` and attestations of them. What they say counts only of the bytes that they name. */
export const derivationResult: Discoverer<DerivationClaim> = {
  id: 'derivation-result',
  title: 'Derivation result',
  claims({ name, text }) {
    if (text === undefined || !/\.jsonl?$/.test(name) || !/^\s*[[{]/.test(text)) return false
    if (text.includes(SCHEMA) || text.includes(DERIVATION)) return true
    // What is signed stands in base64: only its envelope is seen.
    return text.includes('"payloadType"') || text.includes('"dsseEnvelope"')
  },
  *read({ path, bytes }, ctx) {
    const limit = Math.min(ctx.limits.structureBytes, MAX_BYTES)
    if (bytes.size > limit) throw overLimit(`a result of ${bytes.size} bytes, ${limit} are allowed`)
    ctx.checkpoint()
    const data = bytes.read(0, bytes.size)
    const claims = claimsIn(data)
    for (const facts of claims) yield { kind: 'facts', facts }
    if (claims.length === 0 && isResult(data))
      yield {
        kind: 'gap',
        gap: { at: { path }, reason: 'malformed', detail: 'is a derivation result that says nothing' },
      }
  },
  *sightings() {},
  *records(derivation) {
    yield { kind: 'derivation', derivation }
  },
}

/** What a file says, before anybody has looked at its signature. Throws `ReadError` for a result that cannot be read. */
function claimsIn(data: Buffer): readonly DerivationClaim[] {
  const document = sha256(data)
  if (isResult(data)) {
    const value = parseStrictJson(data, MAX_BYTES)
    if (!isRecord(value)) throw malformed('is no object')
    const claim = documentClaim(value, document)
    return claim ? [claim] : []
  }
  try {
    return signedDocuments(data).flatMap((signed) => {
      const statement = statementIn(signed)
      const claim =
        statement && statementClaim(statement, { document, isSigned: signed.kind !== 'statement' })
      return claim ? [claim] : []
    })
  } catch (error) {
    // Envelopes of other programs are none of this reader's business.
    if (error instanceof ReadError) return []
    throw error
  }
}

/** The first key of a result is its schema; whatever else mentions it is no result. */
function isResult(data: Buffer): boolean {
  return /^\s*\{\s*"schema"\s*:\s*"assay\/derivation\/1"/.test(data.toString('latin1', 0, 512))
}
