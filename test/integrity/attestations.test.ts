import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import {
  SCAN,
  SLSA_PROVENANCE,
  VERIFICATION_SUMMARY,
} from '../../src/integrity/attestations/predicate-types.ts'
import { signedBundle } from '../../src/integrity/attestations/signed-bundle.ts'
import { envelopeJson } from '../../src/integrity/dsse/codec.ts'
import { signEnvelope } from '../../src/integrity/dsse/sign.ts'
import type { DigestedFile } from '../../src/integrity/digested-file.ts'
import { sha256 } from '../../src/model/identity.ts'
import { keys, model, wheel, allow, statementOf, verify, codes } from './attested.ts'

describe('an attestation by a key', () => {
  it('is accepted for the files that it is about, under their own paths', async () => {
    const { listing, refusals, statement } = await verify(byKey(SCAN, allow, [model]), [model, wheel])
    assert.deepEqual(refusals, [])
    assert.deepEqual(listing?.digests, [{ name: 'model.gguf', algorithm: 'sha256', hex: hex(model) }])
    assert.match(listing.signer ?? '', /^key sha256:/)
    assert.equal(statement?.predicateType, SCAN)
  })

  it('of somebody else is another signer', async () => {
    const stranger = generateKeyPairSync('ed25519')
    const bytes = Buffer.from(
      signedBundle(statementOf(SCAN, allow, [model]), { kind: 'key', key: stranger.privateKey }),
    )
    assert.deepEqual(await codes(bytes, [model]), ['wrong-signer'])
  })

  it('is refused where a byte of the statement was changed', async () => {
    const bundle = JSON.parse(byKey(SCAN, allow, [model]).toString()) as { dsseEnvelope: { payload: string } }
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('"allow"', '"warn"')
    bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64')
    assert.deepEqual(await codes(Buffer.from(JSON.stringify(bundle)), [model]), ['signature-invalid'])
  })

  it('of another kind is no answer to the question', async () => {
    const bytes = byKey(SCAN, allow, [model])
    assert.deepEqual(await codes(bytes, [model], { predicateType: SLSA_PROVENANCE }), ['predicate-mismatch'])
    assert.deepEqual(await codes(bytes, [model], { predicateType: 'provenance' }), ['predicate-mismatch'])
    assert.deepEqual(await codes(bytes, [model], { predicateType: 'scan' }), [])
  })

  it('says which file was changed, and goes on vouching for the others', async () => {
    const changed = { ...model, digest: sha256('other weights') }
    const result = await verify(byKey(SCAN, allow, [model, wheel]), [changed, wheel])
    assert.deepEqual(
      result.refusals.map(({ code, path, expected, found }) => [code, path, expected, found]),
      [['subject-mismatch', 'model.gguf', hex(model), hex(changed)]],
    )
    assert.deepEqual(
      result.listing?.digests.map(({ name }) => name),
      [wheel.path, model.path],
    )
  })

  it('about other files names them', async () => {
    const { refusals, listing } = await verify(byKey(SCAN, allow, [model]), [wheel])
    assert.equal(listing, undefined)
    assert.deepEqual(
      refusals.map(({ code }) => code),
      ['subject-mismatch'],
    )
    assert.match(refusals[0]?.message ?? '', /model\.gguf/)
  })

  it('that speaks against the files refuses them, whatever others say', async () => {
    const lines = Buffer.concat([
      byKey(SCAN, allow, [model]),
      byKey(VERIFICATION_SUMMARY, { verificationResult: 'FAILED' }, [model]),
    ])
    const { listing, refusals } = await verify(lines, [model])
    assert.deepEqual(
      refusals.map(({ code }) => code),
      ['result-denied'],
    )
    assert.ok(listing)
    for (const outcome of ['deny', 'undecided', undefined])
      assert.deepEqual(await codes(byKey(SCAN, { decision: { outcome } }, [model]), [model]), [
        'result-denied',
      ])
  })

  it('of provenance names the builder, who may be asked for', async () => {
    const bytes = byKey(SLSA_PROVENANCE, { runDetails: { builder: { id: 'https://builder.example' } } }, [
      model,
    ])
    const { accepted } = await verify(bytes, [model], { builder: 'https://builder.example' })
    assert.deepEqual(accepted[0]?.says, ['built by https://builder.example'])
    assert.deepEqual(await codes(bytes, [model], { builder: 'https://other.example' }), ['builder-mismatch'])
    assert.deepEqual(await codes(byKey(SCAN, allow, [model]), [model], { builder: 'https://b.example' }), [
      'builder-mismatch',
    ])
  })

  it('may be a bare envelope, and need not be the only one in its file', async () => {
    const envelope = envelopeJson(
      signEnvelope('application/vnd.in-toto+json', statementOf(SCAN, allow, [model]), keys.privateKey),
    )
    const stranger = signedBundle(statementOf(SCAN, { decision: { outcome: 'deny' } }, [model]), {
      kind: 'key',
      key: generateKeyPairSync('ed25519').privateKey,
    })
    assert.deepEqual(await codes(Buffer.from(`${stranger}${JSON.stringify(envelope)}\n`), [model]), [])
    assert.deepEqual(await codes(Buffer.from(JSON.stringify([envelope, JSON.parse(stranger)])), [model]), [])
    const forOthers = envelopeJson(
      signEnvelope('application/json', statementOf(SCAN, allow, [model]), keys.privateKey),
    )
    assert.deepEqual(await codes(Buffer.from(JSON.stringify(forOthers)), [model]), ['predicate-mismatch'])
  })
})

describe('what is no attestation', () => {
  it('is refused with a reason', async () => {
    assert.deepEqual(await codes(statementOf(SCAN, allow, [model]), [model]), ['signature-missing'])
    for (const text of [
      '',
      '{}',
      '[]',
      'null',
      '{"_type":1}{',
      '[[[[[[{}]]]]]]',
      '{"dsseEnvelope":{}}',
      '{"payloadType":"x"}',
      '{"a":1,"a":2}',
      '\u0000',
    ])
      assert.equal((await codes(Buffer.from(text), [model])).length, 1, text)
    const notInToto = signedBundle(Buffer.from('{"_type":"x"}'), { kind: 'key', key: keys.privateKey })
    assert.deepEqual(await codes(Buffer.from(notInToto), [model]), ['statement-malformed'])
    const twice = Buffer.from(
      statementOf(SCAN, allow, [model]).toString().replace('{', '{"predicateType":"x",'),
    )
    assert.deepEqual(
      await codes(Buffer.from(signedBundle(twice, { kind: 'key', key: keys.privateKey })), [model]),
      ['statement-malformed'],
    )
  })
})

function hex({ digest }: DigestedFile): string {
  return digest.slice('sha256:'.length)
}

function byKey(predicateType: string, predicate: unknown, files: readonly DigestedFile[]): Buffer {
  return Buffer.from(
    signedBundle(statementOf(predicateType, predicate, files), { kind: 'key', key: keys.privateKey }),
  )
}
