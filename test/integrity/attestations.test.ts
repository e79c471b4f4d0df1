import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import {
  SCAN,
  SLSA_PROVENANCE,
  VERIFICATION_SUMMARY,
} from '../../src/integrity/attestations/predicate-types.ts'
import type { AttestationRequest } from '../../src/integrity/attestations/request.ts'
import { signedBundle } from '../../src/integrity/attestations/signed-bundle.ts'
import { digestsAskedFor, verifyAttestation } from '../../src/integrity/attestations/verify.ts'
import { statementBytes } from '../../src/integrity/attestations/write-statement.ts'
import { envelopeJson } from '../../src/integrity/dsse/codec.ts'
import { signEnvelope } from '../../src/integrity/dsse/sign.ts'
import type { DigestedFile } from '../../src/integrity/digested-file.ts'
import { sha256 } from '../../src/model/identity.ts'
import { fakeSigstore, type FakeBundle } from './fake-sigstore.ts'

const sigstore = fakeSigstore()
const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const WORKFLOW = 'https://github.com/org/repo/.github/workflows/release.yml'
const TAG = `${WORKFLOW}@refs/tags/v1`
const ISSUER = 'https://issuer.example'
const AT = Date.UTC(2026, 4, 1)
const who = { identity: TAG, issuer: ISSUER, at: AT }
const PUBLISH = 'https://docs.packages.example/attestations/publish/v1'

const model = file('model.gguf', 'weights')
const wheel = file('foo-1.0-py3-none-any.whl', 'wheel')

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

describe('an attestation by an identity', () => {
  it('is accepted offline, for the exact identity or any ref of a workflow', async () => {
    const bytes = json(sigstore.signed(statementOf(SCAN, allow, [model]), who))
    const { listing, refusals, accepted } = await verify(bytes, [model], as(TAG))
    assert.deepEqual(refusals, [])
    assert.equal(listing?.signer, `${TAG} (issuer ${ISSUER})`)
    assert.equal(accepted[0]?.signedAt, AT + 60_000)
    assert.deepEqual(await codes(bytes, [model], as(`${WORKFLOW}@*`)), [])
  })

  it('of another tag, workflow, issuer or pattern is of another signer', async () => {
    const bytes = json(sigstore.signed(statementOf(SCAN, allow, [model]), who))
    for (const trust of [
      as(`${WORKFLOW}@refs/tags/v2`),
      as(`${WORKFLOW}x@*`),
      as('https://github.com/org/*'),
      as('https://github.com/@*'),
      as('*'),
      as(TAG, 'https://other.example'),
      as(`${WORKFLOW}@*`, 'https://other.example'),
    ])
      assert.deepEqual(await codes(bytes, [model], trust), ['wrong-signer'])
    const other = json(
      sigstore.signed(statementOf(SCAN, allow, [model]), {
        ...who,
        identity: `https://evil.example/?${TAG}`,
      }),
    )
    assert.deepEqual(await codes(other, [model], as(`${WORKFLOW}@*`)), ['wrong-signer'])
  })

  it('has to be logged while the certificate was valid, by a log and an authority that are trusted', async () => {
    const statement = statementOf(SCAN, allow, [model])
    const late = sigstore.signed(statement, { ...who, loggedAt: AT + 3_600_000 })
    assert.deepEqual(await codes(json(late), [model], as(TAG)), ['certificate-expired'])
    const bundle = sigstore.signed(statement, who)
    const unlogged = { ...bundle, verificationMaterial: { ...bundle.verificationMaterial, tlogEntries: [] } }
    assert.deepEqual(await codes(json(unlogged), [model], as(TAG)), ['log-entry-missing'])
    const foreign = fakeSigstore().signed(statement, who)
    assert.deepEqual(await refusedCount(json(foreign), as(TAG)), 1)
    const swapped = {
      ...bundle,
      verificationMaterial: {
        ...bundle.verificationMaterial,
        tlogEntries: sigstore.signed(statement, who).verificationMaterial.tlogEntries,
      },
    }
    assert.deepEqual(await refusedCount(json(swapped), as(TAG)), 1)
  })
})

describe('provenance of a Python index', () => {
  const published = sigstore.signed(statementOf(PUBLISH, null, [wheel]), who)
  const publisher = { kind: 'GitHub', repository: 'org/repo', workflow: 'release.yml', environment: null }

  it('is verified from what was saved', async () => {
    const { listing, refusals } = await verify(
      json(provenance(published, publisher)),
      [wheel],
      as(`${WORKFLOW}@*`),
    )
    assert.deepEqual(refusals, [])
    assert.equal(listing?.digests[0]?.name, wheel.path)
    assert.deepEqual(await codes(json(pep740(published)), [wheel], as(TAG)), [])
  })

  it('is refused for another signer, another file, another name and another publisher', async () => {
    const bytes = json(provenance(published, publisher))
    const trust = as(TAG)
    assert.deepEqual(await codes(bytes, [wheel], as(`${WORKFLOW}@refs/heads/main`)), ['wrong-signer'])
    assert.deepEqual(await codes(bytes, [{ ...wheel, digest: sha256('x') }], trust), ['subject-mismatch'])
    assert.deepEqual(await codes(bytes, [{ ...wheel, path: 'bar-1.0-py3-none-any.whl' }], trust), [
      'subject-mismatch',
    ])
    for (const claim of [
      { ...publisher, repository: 'org/other' },
      { ...publisher, workflow: 'ci.yml' },
      { kind: 'Google', email: 'a@example.org' },
    ])
      assert.deepEqual(await codes(json(provenance(published, claim)), [wheel], trust), [
        'publisher-mismatch',
      ])
  })

  it('bears out a publisher whose workflow called a shared one', async () => {
    const shared = sigstore.signed(statementOf(PUBLISH, null, [wheel]), {
      ...who,
      identity: 'https://github.com/shared/ci/.github/workflows/publish.yml@refs/heads/main',
      buildConfig: TAG,
    })
    const trust = as('https://github.com/shared/ci/.github/workflows/publish.yml@*')
    assert.deepEqual(await codes(json(provenance(shared, publisher)), [wheel], trust), [])
  })

  it('keeps what is whole where one attestation is broken', async () => {
    const { attestation_bundles: bundles } = provenance(published, publisher)
    const broken = { ...bundles[0]!, attestations: [{ version: 2 }, ...bundles[0]!.attestations] }
    assert.deepEqual(await codes(json({ version: 1, attestation_bundles: [broken] }), [wheel], as(TAG)), [])
    assert.deepEqual(await codes(json({ version: 1, attestation_bundles: [] }), [wheel], as(TAG)), [
      'signature-malformed',
    ])
  })
})

describe('attestations of a registry of npm', () => {
  const digest = { sha512: 'ab'.repeat(64) }
  const tarball: DigestedFile = { ...file('foo-1.0.0.tgz', 'tarball'), others: digest }
  const subject = [{ name: 'pkg:npm/foo@1.0.0', digest }]
  const statement = (predicateType: string, predicate: unknown): string =>
    JSON.stringify({ _type: 'https://in-toto.io/Statement/v0.1', subject, predicateType, predicate })
  const answer = {
    attestations: [
      {
        predicateType: 'publish',
        bundle: JSON.parse(
          signedBundle(Buffer.from(statement('publish', {})), { kind: 'key', key: keys.privateKey }),
        ) as unknown,
      },
      {
        predicateType: SLSA_PROVENANCE,
        bundle: sigstore.signed(
          statement(SLSA_PROVENANCE, { runDetails: { builder: { id: 'https://b.example' } } }),
          who,
        ),
      },
    ],
  }

  it('are verified by SHA-512, which has to be worked out first', async () => {
    assert.deepEqual(digestsAskedFor(json(answer)), ['sha512'])
    assert.deepEqual(await codes(json(answer), [tarball], as(TAG)), [])
    assert.deepEqual(await codes(json(answer), [tarball], { predicateType: 'provenance', ...as(TAG) }), [])
    assert.deepEqual(await codes(json(answer), [tarball]), [])
    assert.deepEqual(await codes(json(answer), [{ ...tarball, others: {} }], as(TAG)), [
      'wrong-signer',
      'subject-mismatch',
    ])
  })

  it('are not taken for weaker digests', async () => {
    const weak = JSON.stringify({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'foo-1.0.0.tgz', digest: { sha1: 'cd'.repeat(20) } }],
      predicateType: 'x',
    })
    const bytes = Buffer.from(signedBundle(Buffer.from(weak), { kind: 'key', key: keys.privateKey }))
    const byName = { ...tarball, others: { sha1: 'cd'.repeat(20) } }
    assert.deepEqual(await codes(bytes, [byName]), ['subject-mismatch'])
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

const allow = { decision: { outcome: 'allow' } }

function file(path: string, content: string): DigestedFile {
  return { path, aliases: [], size: content.length, digest: sha256(content), others: {} }
}

function hex({ digest }: DigestedFile): string {
  return digest.slice('sha256:'.length)
}

function statementOf(predicateType: string, predicate: unknown, files: readonly DigestedFile[]): Buffer {
  return statementBytes({
    subjects: files.map(({ path, digest }) => ({ name: path, digest })),
    predicateType,
    predicate,
  })
}

function byKey(predicateType: string, predicate: unknown, files: readonly DigestedFile[]): Buffer {
  return Buffer.from(
    signedBundle(statementOf(predicateType, predicate, files), { kind: 'key', key: keys.privateKey }),
  )
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

function pep740({ verificationMaterial, dsseEnvelope }: FakeBundle): unknown {
  return {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]!.sig },
  }
}

function provenance(
  bundle: FakeBundle,
  publisher: unknown,
): {
  readonly version: 1
  readonly attestation_bundles: readonly {
    readonly publisher: unknown
    readonly attestations: readonly unknown[]
  }[]
} {
  return { version: 1, attestation_bundles: [{ publisher, attestations: [pep740(bundle)] }] }
}

function as(identity: string, issuer: string = ISSUER): Pick<AttestationRequest, 'trust'> {
  return {
    trust: {
      keys: [],
      roots: [],
      identities: [{ identity, issuer }],
      trustedRoot: sigstore.trustedRoot,
      acceptUnprovenTime: false,
    },
  }
}

function verify(
  bytes: Uint8Array,
  files: readonly DigestedFile[],
  more: Partial<AttestationRequest> = {},
): ReturnType<typeof verifyAttestation> {
  const trust = {
    keys: [createPublicKey(keys.privateKey)],
    roots: [],
    identities: [],
    acceptUnprovenTime: false,
  }
  return verifyAttestation({ bytes, source: 'it.json', files, trust, now: Date.UTC(2026, 10, 26), ...more })
}

async function codes(
  bytes: Uint8Array,
  files: readonly DigestedFile[],
  more: Partial<AttestationRequest> = {},
): Promise<readonly string[]> {
  const { refusals } = await verify(bytes, files, more)
  return refusals.map(({ code }) => code)
}

async function refusedCount(bytes: Uint8Array, more: Partial<AttestationRequest>): Promise<number> {
  const { refusals, listing } = await verify(bytes, [model], more)
  assert.equal(listing, undefined)
  return refusals.length
}
