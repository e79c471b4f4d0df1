import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { fakeSigstore } from '../../../test/integrity/fake-sigstore.ts'
import {
  codes,
  digester,
  folder,
  NOBODY,
  verify,
  type SignedModel,
} from '../../../test/integrity/signed-model.ts'
import { modelStatement } from './sign-model.ts'

describe('signatures by an identity', () => {
  const identity = 'https://ci.example/build'
  const issuer = 'https://id.example'
  const at = Date.UTC(2026, 0, 1)

  async function keyless(t: TestContext, loggedAt = at + 60_000): Promise<SignedModel> {
    const root = folder(t)
    const { payload } = await modelStatement({ root, ignored: ['model.sig'], digester })
    const sigstore = fakeSigstore()
    const bundle = JSON.stringify(sigstore.signed(payload, { identity, issuer, at, loggedAt }))
    const { trustedRoot } = sigstore
    return { root, bundle, trust: { ...NOBODY, identities: [{ identity, issuer }], trustedRoot } }
  }

  it('are accepted long after the certificate has expired', async (t) => {
    const { verification, refusals } = await verify(await keyless(t))
    assert.deepEqual(refusals, [])
    assert.deepEqual(verification, {
      outcome: 'accepted',
      signer: `${identity} (issuer ${issuer})`,
      method: 'sigstore',
      signedAt: at + 60_000,
    })
  })

  it('need exactly that identity and issuer', async (t) => {
    const model = await keyless(t)
    for (const wanted of [
      { identity: 'https://ci.example/buil', issuer },
      { identity: 'https://ci.example/.*', issuer },
      { identity, issuer: 'https://other.example' },
    ]) {
      const [refusal] = (await verify({ ...model, trust: { ...model.trust, identities: [wanted] } })).refusals
      assert.equal(refusal?.code, 'wrong-signer')
      assert.equal(refusal?.found, `${identity} (issuer ${issuer})`)
      assert.equal(refusal?.expected, `${wanted.identity} (issuer ${wanted.issuer})`)
    }
  })

  it('need a log and an authority that are trusted', async (t) => {
    const model = await keyless(t)
    const { trustedRoot } = fakeSigstore()
    const [refusal] = (await verify({ ...model, trust: { ...model.trust, trustedRoot } })).refusals
    assert.equal(refusal?.code, 'certificate-untrusted')
    assert.equal((await verify({ ...model, trust: NOBODY })).refusals[0]?.code, 'wrong-signer')
  })

  it('are refused when the log saw them after the certificate had expired', async (t) => {
    const model = await keyless(t, at + 11 * 60_000)
    assert.deepEqual(codes(await verify(model)), ['certificate-expired model.sig'])
  })

  it('are refused without an entry in the log', async (t) => {
    const model = await keyless(t)
    const bundle = JSON.parse(model.bundle) as { verificationMaterial: { tlogEntries: unknown[] } }
    bundle.verificationMaterial.tlogEntries = []
    assert.deepEqual(codes(await verify({ ...model, bundle: JSON.stringify(bundle) })), [
      'log-entry-missing model.sig',
    ])
  })

  it('are refused with a checkpoint by a name that is a pattern', async (t) => {
    const model = await keyless(t)
    const bundle = model.bundle.replaceAll('\\u2014 log', '— log').replace('— log.example', '— (.+)+(.+)+X')
    assert.notEqual(bundle, model.bundle)
    assert.deepEqual(codes(await verify({ ...model, bundle })), ['signature-malformed model.sig'])
  })
})
