import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { SCAN } from '../../src/integrity/attestations/predicate-types.ts'
import { signedBundle } from '../../src/integrity/attestations/signed-bundle.ts'
import { digestsAskedFor, verifyAttestation } from '../../src/integrity/attestations/verify.ts'
import { statementBytes } from '../../src/integrity/attestations/write-statement.ts'
import { sha256 } from '../../src/model/identity.ts'
import { UsageError } from '../../src/model/usage-error.ts'
import { fakeSigstore } from './fake-sigstore.ts'

const sigstore = fakeSigstore()
const keys = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const identity = 'https://github.com/org/repo/.github/workflows/release.yml@refs/tags/v1'
const issuer = 'https://issuer.example'
const file = { path: 'a', aliases: [], size: 1, digest: sha256('a'), others: {} }
const trust = {
  keys: [keys.publicKey],
  roots: [],
  identities: [{ identity, issuer }],
  trustedRoot: sigstore.trustedRoot,
  acceptUnprovenTime: false,
}
const statement = statementBytes({
  subjects: [{ name: 'a', digest: file.digest }],
  predicateType: SCAN,
  predicate: { decision: { outcome: 'allow' } },
})
const bundle = sigstore.signed(statement, { identity, issuer, at: Date.UTC(2026, 4, 1) })

function accepts(bytes: Uint8Array): Promise<boolean> {
  const request = { bytes, source: 'it', files: [file], trust, now: Date.UTC(2026, 10, 26) }
  return verifyAttestation(request).then(({ listing, refusals }) => {
    assert.equal(listing === undefined, refusals.length > 0)
    return listing !== undefined
  })
}

describe('hostile attestations', () => {
  it('of any shape are refused, and never throw', async () => {
    const names = fc.constantFrom(
      '_type',
      'payload',
      'payloadType',
      'signatures',
      'sig',
      'dsseEnvelope',
      'mediaType',
      'attestations',
      'bundle',
      'attestation_bundles',
      'verification_material',
      'publisher',
      'envelope',
      'statement',
      'version',
      '__proto__',
    )
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          null,
          1,
          '',
          'e30=',
          'application/vnd.in-toto+json',
          'https://in-toto.io/Statement/v1',
        ),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 5 }),
      ),
    }))
    await fc.assert(
      fc.asyncProperty(values.value, async (value) => {
        const bytes = Buffer.from(JSON.stringify(value))
        assert.equal(await accepts(bytes), false)
        assert.ok(Array.isArray(digestsAskedFor(bytes)))
      }),
      { numRuns: 400 },
    )
  })

  it('made of a good one by changing one letter are refused, or say and prove the same', async () => {
    const text = JSON.stringify(bundle)
    const proven = JSON.stringify(bundle.dsseEnvelope.payload)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('A', '0', '"', '{', ' ', '\u0000'),
        async (at, letter) => {
          const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`
          if (await accepts(Buffer.from(changed))) assert.ok(changed.includes(proven))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('do not change the answer by standing beside a good one', async () => {
    const denied = statementBytes({
      subjects: [{ name: 'a', digest: file.digest }],
      predicateType: SCAN,
      predicate: { decision: { outcome: 'deny' } },
    })
    const foreign = signedBundle(denied, { kind: 'key', key: stranger.privateKey })
    for (const other of [foreign, '{}\n', '{"_type":\n', '{"attestations":[]}\n'])
      assert.equal(await accepts(Buffer.from(`${other}${JSON.stringify(bundle)}\n`)), true, other)
  })

  it('with more than anybody reads are refused, and not written', async () => {
    assert.equal(await accepts(Buffer.from(`[${'{"_type":1},'.repeat(2000)}{}]`)), false)
    const many = Array.from({ length: 90_000 }, (_, i) => ({ name: String(i), digest: file.digest }))
    assert.throws(() => statementBytes({ subjects: many, predicateType: 'x', predicate: null }), UsageError)
  })
})
