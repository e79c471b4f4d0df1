import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, it, type TestContext } from 'node:test'
import { chainOf, type CertificateOptions } from '../../../test/integrity/certificates.ts'
import { fakeSigstore } from '../../../test/integrity/fake-sigstore.ts'
import {
  codes,
  digester,
  folder,
  NOBODY,
  signed,
  verify,
  type SignedModel,
} from '../../../test/integrity/signed-model.ts'
import { signedBundle } from '../attestations/signed-bundle.ts'
import { modelStatement } from './sign-model.ts'

describe('signatures by a certificate', () => {
  async function certified(t: TestContext, options: Partial<CertificateOptions> = {}): Promise<SignedModel> {
    const root = folder(t)
    const { payload } = await modelStatement({ root, ignored: ['model.sig'], digester })
    const { leaf, between, root: authority } = chainOf(options)
    const chain = [leaf.certificate, between.certificate]
    const bundle = signedBundle(payload, { kind: 'certificate', key: leaf.key, chain })
    return { root, bundle, trust: { ...NOBODY, roots: [authority.certificate] } }
  }

  it('need a proof of the time, or that it is waived', async (t) => {
    const model = await certified(t)
    assert.deepEqual(codes(await verify(model)), ['signing-time-unproven model.sig'])
    const result = await verify({ ...model, trust: { ...model.trust, acceptUnprovenTime: true } })
    assert.deepEqual(codes(result), [])
    assert.match(result.listing?.signer ?? '', /^certificate CN=signer sha256:[0-9a-f]{64}$/)
  })

  it('are refused when the certificate is not valid any more, or not yet', async (t) => {
    const now = Date.now()
    for (const [from, to] of [
      [now - 60_000, now - 30_000],
      [now + 100_000, now + 200_000],
    ] as const) {
      const model = await certified(t, { from, to })
      for (const acceptUnprovenTime of [true, false])
        assert.deepEqual(codes(await verify({ ...model, trust: { ...model.trust, acceptUnprovenTime } })), [
          'certificate-expired model.sig',
        ])
    }
  })

  it('are refused when the certificate is for something else, or of somebody else', async (t) => {
    const misused = await certified(t, { purposes: ['1.3.6.1.5.5.7.3.1'] })
    assert.deepEqual(codes(await verify(misused)), ['certificate-untrusted model.sig'])
    const model = await certified(t)
    const stranger = { ...NOBODY, roots: [chainOf().root.certificate] }
    assert.deepEqual(codes(await verify({ ...model, trust: stranger })), ['certificate-untrusted model.sig'])
    assert.deepEqual(codes(await verify({ ...model, trust: NOBODY })), ['certificate-untrusted model.sig'])
  })

  it('are refused when another key has signed', async (t) => {
    const model = await certified(t)
    const other = JSON.parse((await signed(t)).bundle) as { dsseEnvelope: unknown }
    const bundle = { ...(JSON.parse(model.bundle) as object), dsseEnvelope: other.dsseEnvelope }
    assert.deepEqual(codes(await verify({ ...model, bundle: JSON.stringify(bundle) })), [
      'signature-invalid model.sig',
    ])
  })

  it('are refused when the certificate is no certificate', async (t) => {
    const model = await certified(t)
    const bundle = model.bundle.replace(/"rawBytes":"[^"]{8}/, '"rawBytes":"AAAAAAAA')
    assert.deepEqual(codes(await verify({ ...model, bundle })), ['signature-malformed model.sig'])
  })

  it('are accepted by the key of the certificate alone, where that is trusted', async (t) => {
    const model = await certified(t)
    const { verificationMaterial } = JSON.parse(model.bundle) as {
      verificationMaterial: { x509CertificateChain: { certificates: { rawBytes: string }[] } }
    }
    const der = Buffer.from(verificationMaterial.x509CertificateChain.certificates[0]!.rawBytes, 'base64')
    const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
    assert.deepEqual(
      codes(await verify({ ...model, trust: { ...NOBODY, keys: [createPublicKey(pem)] } })),
      [],
    )
  })

  it('are accepted after the certificate has expired where a log proves that it signed before', async (t) => {
    const now = Date.now()
    const life = { from: now - 3600_000, to: now - 1800_000 }
    const sigstore = fakeSigstore()
    const model = await certified(t, life)
    const logged = (at: number): string => {
      const bundle = JSON.parse(model.bundle) as MutableBundle
      const { verificationMaterial, dsseEnvelope } = bundle
      const leaf = Buffer.from(verificationMaterial.x509CertificateChain.certificates[0]!.rawBytes, 'base64')
      const { sig } = dsseEnvelope.signatures[0]!
      const payload = Buffer.from(dsseEnvelope.payload, 'base64')
      verificationMaterial.tlogEntries = [sigstore.logged({ leaf, sig, payload, at })]
      return JSON.stringify(bundle)
    }
    const trust = { ...model.trust, trustedRoot: sigstore.trustedRoot }
    const result = await verify({ ...model, trust, bundle: logged(now - 2700_000) })
    assert.deepEqual(codes(result), [])
    const { verification } = result
    assert.equal(
      verification.outcome === 'accepted' && verification.signedAt,
      Math.floor((now - 2700_000) / 1000) * 1000,
    )
    assert.deepEqual(codes(await verify({ ...model, trust, bundle: logged(now - 900_000) })), [
      'certificate-expired model.sig',
    ])
    const stranger = { ...trust, trustedRoot: fakeSigstore().trustedRoot }
    assert.deepEqual(codes(await verify({ ...model, trust: stranger, bundle: logged(now - 2700_000) })), [
      'certificate-expired model.sig',
    ])
  })
})

interface MutableBundle {
  readonly verificationMaterial: {
    readonly x509CertificateChain: { readonly certificates: readonly { readonly rawBytes: string }[] }
    tlogEntries: unknown[]
  }
  readonly dsseEnvelope: {
    readonly payload: string
    readonly signatures: readonly { readonly sig: string }[]
  }
}
