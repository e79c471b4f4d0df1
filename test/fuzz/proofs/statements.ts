import { digestFile } from '../../../src/bytes/digests/digest-file.ts'
import { signedBundle } from '../../../src/integrity/attestations/signed-bundle.ts'
import { digestsAskedFor, verifyAttestation } from '../../../src/integrity/attestations/verify.ts'
import type { Digester } from '../../../src/integrity/oms/check-resources.ts'
import { OtherPredicate, parseStatement } from '../../../src/integrity/oms/statement.ts'
import { verifySignature } from '../../../src/integrity/oms/verify-signature.ts'
import type { TrustPolicy } from '../../../src/integrity/trust/signer.ts'
import { sha256 } from '../../../src/model/identity.ts'
import { expected } from '../expected.ts'
import { FILE, NOW, PRIVATE_KEY, STATEMENT, TRUSTS_NOBODY, trustsAll } from './known.ts'
import { MODEL_FILES, signedModel } from './model-folder.ts'
import type { Target } from './target.ts'

const TRUST = trustsAll()
const digester: Digester = (tasks) => Promise.resolve(tasks.map((task) => digestFile(task)))

/** A document with attestations, as somebody hands it over. */
export const attestation: Target = async (bytes) => {
  const asked = await attested(bytes, TRUSTS_NOBODY)
  if (asked.accepted.length > 0) return 'is accepted although nobody is trusted'
  if (asked.refusals.length === 0) return 'is neither accepted nor refused'
  const { accepted, refusals, listing } = await attested(bytes, TRUST)
  if (accepted.length === 0 && refusals.length === 0) return 'is neither accepted nor refused'
  const said = JSON.parse(STATEMENT.toString()) as { predicate: unknown }
  const isKnown = accepted.every(
    ({ statement }) => JSON.stringify(statement.predicate) === JSON.stringify(said.predicate),
  )
  if (!isKnown) return 'is accepted, and what it says was never signed'
  return listing?.digests.every(({ hex }) => `sha256:${hex}` === FILE.digest) === false
    ? 'gives a digest that was never signed'
    : undefined
}

/** A statement that a trusted signer has signed: what it says is read, and may be anything. */
export const statement: Target = async (bytes) => {
  const document = Buffer.from(signedBundle(bytes, { kind: 'key', key: PRIVATE_KEY }))
  const { accepted, refusals } = await attested(document, TRUST)
  if (accepted.length === 0 && refusals.length === 0) return 'is neither accepted nor refused'
  const isOf = accepted.every(({ matching }) => matching.every((m) => `sha256:${m.expected}` === FILE.digest))
  return isOf ? undefined : 'is accepted for a file that it is not about'
}

/** The statement of a signed model, by a trusted signer. */
export const modelStatement: Target = async (bytes) => {
  try {
    await expected(() => parseStatement(bytes))
  } catch (error) {
    if (!(error instanceof OtherPredicate)) throw error
  }
  const signed = Buffer.from(signedBundle(bytes, { kind: 'key', key: PRIVATE_KEY }))
  const { root } = signedModel()
  const { listing, refusals, resources } = await verifySignature({
    root,
    bytes: signed,
    source: 'model.sig',
    trust: TRUST,
    digester,
    now: NOW,
  })
  if (!listing) return refusals.length > 0 ? undefined : 'is neither accepted nor refused'
  const unnamed = Object.keys(MODEL_FILES).filter(
    (name) => !resources.some((r) => r.name === name || r.name === '.'),
  )
  if (refusals.length === 0 && unnamed.length > 0) return `passes over ${unnamed.join(', ')}`
  const wrong = listing.digests.find(
    ({ name, hex, algorithm }) =>
      algorithm === 'sha256' && sha256(MODEL_FILES[name] ?? '') !== `sha256:${hex}`,
  )
  return wrong && refusals.length === 0 ? `vouches for other bytes of ${wrong.name}` : undefined
}

function attested(bytes: Uint8Array, trust: TrustPolicy): ReturnType<typeof verifyAttestation> {
  digestsAskedFor(bytes)
  return verifyAttestation({ bytes, source: 'it', files: [FILE], trust, now: NOW })
}
