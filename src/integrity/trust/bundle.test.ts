import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { chainOf } from '../../../test/integrity/certificates.ts'
import { fakeSigstore } from '../../../test/integrity/fake-sigstore.ts'
import { signedBundle } from '../attestations/signed-bundle.ts'
import { ReadError } from '../../model/read-error.ts'
import { parseBundle, type Bundle } from './bundle.ts'
import type { TrustPolicy } from './signer.ts'
import { verifyEnvelope } from './verify-envelope.ts'

const at = Date.UTC(2026, 0, 1)
const who = { identity: 'https://ci.example/build', issuer: 'https://id.example', at }
const { root, between, leaf } = chainOf()
const sigstore = fakeSigstore()
const BUNDLES = {
  chain: signedBundle(Buffer.from('{}'), {
    kind: 'certificate',
    key: leaf.key,
    chain: [leaf.certificate, between.certificate],
  }),
  identity: JSON.stringify(sigstore.signed('{}', who)),
}
const POLICY: TrustPolicy = {
  keys: [],
  roots: [root.certificate],
  identities: [{ identity: who.identity, issuer: who.issuer }],
  trustedRoot: sigstore.trustedRoot,
  acceptUnprovenTime: true,
}

function parsed(text: string): Bundle | undefined {
  try {
    return parseBundle(Buffer.from(text))
  } catch (error) {
    assert.ok(error instanceof ReadError, String(error))
    return undefined
  }
}

async function outcome(text: string): Promise<string> {
  const bundle = parsed(text)
  if (!bundle) return 'malformed'
  const { envelope, material } = bundle
  return (await verifyEnvelope(envelope, material, POLICY, { now: Date.now(), path: 'x' })).outcome
}

describe('bundles', () => {
  it('are accepted as they are', async () => {
    assert.equal(await outcome(BUNDLES.chain), 'accepted')
    assert.equal(await outcome(BUNDLES.identity), 'accepted')
  })

  it('may call their version in either way', async () => {
    const older = BUNDLES.chain.replace('.bundle.v0.3+json', '.bundle+json;version=0.2')
    assert.equal(await outcome(older), 'accepted')
  })

  for (const [kind, text] of Object.entries(BUNDLES))
    it(`by a ${kind} that were edited anywhere are refused or say the same, and never break the reader`, async () => {
      const { payload } = parseBundle(Buffer.from(text)).envelope
      await fc.assert(
        fc.asyncProperty(
          fc.nat(text.length - 1),
          fc.constantFrom('A', '0', '"', '}', '\\', ' ', 'z', '', '\u{0}'),
          async (place, by) => {
            const edited = text.slice(0, place) + by + text.slice(place + 1)
            if ((await outcome(edited)) === 'accepted')
              assert.deepEqual(Buffer.from(parsed(edited)!.envelope.payload), Buffer.from(payload))
          },
        ),
        { numRuns: 400 },
      )
    })
})
