import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { memoryBytes } from '../../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../../../model/context.ts'
import type { DerivationClaim } from '../../../model/derivation-claim.ts'
import { ReadError } from '../../../model/read-error.ts'
import { DERIVATION } from '../../attestations/predicate-types.ts'
import { signedBundle } from '../../attestations/signed-bundle.ts'
import { statementBytes } from '../../attestations/write-statement.ts'
import { signedClaims } from '../signed-claims.ts'
import { derivationResult } from './discoverer.ts'

const digest = `sha256:${'a'.repeat(64)}` as const
const document = {
  schema: 'assay/derivation/1',
  level: 'L2',
  class: 'quantisation',
  candidate: { name: 'm.gguf', files: [{ name: 'm.gguf', size: 1, digest }] },
  reference: { name: 'official', files: [{ name: 'model.safetensors', size: 1, digest }] },
}
const keys = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const statement = statementBytes({
  subjects: [{ name: 'm.gguf', digest }],
  predicateType: DERIVATION,
  predicate: { level: 'L2', class: 'quantisation', reference: { name: 'official', files: [] } },
})
const bundle = Buffer.from(signedBundle(statement, { kind: 'key', key: keys.privateKey }))

function read(text: string | Uint8Array): { claims: DerivationClaim[]; gaps: number } {
  const ctx: Context = {
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
    checkpoint: () => {},
    countMembers: () => {},
    countInflated: () => {},
    defer: () => {},
  }
  const seen = [...derivationResult.read({ path: 'r.json', bytes: memoryBytes(Buffer.from(text)) }, ctx)]
  return {
    claims: seen.flatMap((s) => (s.kind === 'facts' ? [s.facts] : [])),
    gaps: seen.filter((s) => s.kind === 'gap').length,
  }
}

describe('derivation results', () => {
  it('say which bytes they are about, and against what', () => {
    const [claim, ...more] = read(JSON.stringify(document)).claims
    assert.equal(more.length, 0)
    assert.deepEqual(claim?.candidate, [{ name: 'm.gguf', digest }])
    assert.deepEqual(claim?.reference.files, [{ name: 'model.safetensors', digest }])
    assert.equal(claim?.isSigned, false)
  })

  it('are read out of attestations, before anybody has looked at the signature', () => {
    const { claims } = read(bundle)
    assert.deepEqual(
      claims.map((c) => [c.level, c.isSigned, c.candidate]),
      [['L2', true, [{ name: 'm.gguf', digest }]]],
    )
  })

  it('count as signed for those alone who trust the signer', async () => {
    const ask = (key: typeof keys): Promise<readonly DerivationClaim[]> =>
      signedClaims(bundle, {
        trust: { keys: [key.publicKey], roots: [], identities: [], acceptUnprovenTime: false },
        now: 0,
        source: 'it',
      })
    assert.equal((await ask(keys)).length, 1)
    assert.equal((await ask(stranger)).length, 0)
  })

  it('that say nothing are a gap', () => {
    for (const over of [{ level: 'L9' }, { level: 3 }, { class: 'Something <b>' }, { reference: null }])
      assert.deepEqual(read(JSON.stringify({ ...document, ...over })), { claims: [], gaps: 1 })
  })

  it('name only files whose digest could be one', () => {
    const files = [{ name: 'a', digest: 'sha256:zz' }, { name: '', digest }, { name: 'b' }, null, 7]
    const { claims } = read(JSON.stringify({ ...document, candidate: { files } }))
    assert.deepEqual(claims[0]?.candidate, [])
  })

  it('of any shape end in claims, a gap or a ReadError', () => {
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, 1, '', 'L2', 'L0', digest, 'quantisation', DERIVATION, '__proto__'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('level', 'class', 'candidate', 'reference', 'files', 'name', 'digest', '__proto__'),
          tie('value'),
          { maxKeys: 6 },
        ),
      ),
    }))
    fc.assert(
      fc.property(values.value, fc.boolean(), (value, isStatement) => {
        const text = JSON.stringify(
          isStatement
            ? { _type: 'https://in-toto.io/Statement/v1', predicateType: DERIVATION, predicate: value }
            : { schema: 'assay/derivation/1', ...(typeof value === 'object' ? value : {}) },
        )
        try {
          read(text)
        } catch (error) {
          assert.ok(error instanceof ReadError, String(error))
        }
      }),
      { numRuns: 500 },
    )
  })
})
