import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SCAN, SLSA_PROVENANCE } from '../../src/integrity/attestations/predicate-types.ts'
import type { AttestationRequest } from '../../src/integrity/attestations/request.ts'
import { signedBundle } from '../../src/integrity/attestations/signed-bundle.ts'
import { digestsAskedFor } from '../../src/integrity/attestations/verify.ts'
import type { DigestedFile } from '../../src/integrity/digested-file.ts'
import { sha256 } from '../../src/model/identity.ts'
import { fakeSigstore } from './fake-sigstore.ts'
import {
  sigstore,
  keys,
  WORKFLOW,
  TAG,
  ISSUER,
  AT,
  who,
  model,
  wheel,
  allow,
  file,
  statementOf,
  json,
  pep740,
  provenance,
  as,
  verify,
  codes,
} from './attested.ts'

const PUBLISH = 'https://docs.packages.example/attestations/publish/v1'

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

async function refusedCount(bytes: Uint8Array, more: Partial<AttestationRequest>): Promise<number> {
  const { refusals, listing } = await verify(bytes, [model], more)
  assert.equal(listing, undefined)
  return refusals.length
}
