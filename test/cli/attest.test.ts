import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { statementBytes } from '../../src/integrity/attestations/write-statement.ts'
import { lockText, sealed } from '../../src/integrity/lock/canonical.ts'
import { sha256 } from '../../src/model/identity.ts'
import { fakeSigstore } from '../integrity/fake-sigstore.ts'
import { assay, folderOf } from './assay.ts'
import { cleanSafetensors } from './model-files.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const keys = {
  'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }),
  'key.pub': publicKey.export({ type: 'spki', format: 'pem' }),
}
const model = { 'm/model.safetensors': cleanSafetensors, 'm/config.json': '{"model_type": "llama"}', ...keys }

const npmStatement = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'pkg:npm/%40org/foo@1.0.0', digest: { sha256: sha256('tarball').slice(7) } }],
  predicateType: 'x',
})

const editedLock = JSON.stringify({
  schema: 'assay/lock/1',
  id: '0'.repeat(32),
  generation: 1,
  digest: `sha256:${'0'.repeat(64)}`,
  roots: ['m'],
  artifacts: [],
})

describe('assay attest', () => {
  it('of a scan, a bill of materials, a lock and a build is what assay verify accepts', async () => {
    using folder = folderOf(model)
    const cwd = folder.root
    await saved(['scan', 'm', '-f', 'json'], 'report.json', cwd)
    await saved(['sbom', 'm'], 'sbom.cdx.json', cwd)
    await saved(['sbom', 'm', '-f', 'spdx'], 'sbom.spdx.json', cwd)
    writeFileSync(join(cwd, 'derivation.json'), JSON.stringify(derivation('L3')))
    writeFileSync(join(cwd, 'models.lock'), lockOfModel())
    const made: readonly (readonly [file: string, more: readonly string[], type: string])[] = [
      ['report.json', [], 'scan'],
      ['report.json', ['--subject', 'm/model.safetensors'], 'scan'],
      ['report.json', ['--vsa', '--resource', 'pkg:huggingface/org/m', '--policy', 'key.pub'], 'vsa'],
      ['sbom.cdx.json', [], 'sbom'],
      ['sbom.spdx.json', [], 'sbom'],
      ['sbom.cdx.json', ['--provenance', '--subject', 'm', '--builder', 'https://b.example'], 'provenance'],
      ['derivation.json', [], 'derivation'],
      ['models.lock', [], 'lock'],
      [
        'models.lock',
        ['--provenance', '--subject', 'm/model.safetensors', '--parameter', 'a=b'],
        'provenance',
      ],
    ]
    // Each run is a process: at the same time they take half as long.
    await Promise.all(
      made.map(async ([file, more, type], i) => {
        const named = `${i}.json`
        const attested = await assay(['attest', file, '--key', 'key.pem', '-o', named, ...more], { cwd })
        assert.equal(attested.code, 0, `${file} ${more.join(' ')}: ${attested.stderr}`)
        const result = await verify(['m/model.safetensors', '--predicate-type', type], cwd, named)
        assert.equal(result.code, 0, `${file}: ${result.stderr}`)
        assert.equal(result.verdict, 'verified')
      }),
    )
    writeFileSync(join(cwd, 'm/model.safetensors'), 'something else')
    const { code, codes } = await verify(['m'], cwd, '0.json')
    assert.deepEqual([code, codes], [1, ['subject-mismatch']])
  })

  it('unsigned says so, and is refused', async () => {
    using folder = folderOf(model)
    const cwd = folder.root
    await saved(['scan', 'm', '-f', 'json'], 'report.json', cwd)
    const { stdout, stderr } = await assay(['attest', 'report.json'], { cwd })
    assert.match(stderr, /unsigned/)
    writeFileSync(join(cwd, 'a.json'), stdout)
    assert.deepEqual((await verify(['m'], cwd)).codes, ['signature-missing'])
  })

  it('of a denied scan or a model that deviates is no reason to accept the files', async () => {
    using folder = folderOf({ ...model, 'derivation.json': JSON.stringify(derivation('L0')) })
    const cwd = folder.root
    await assay(['attest', 'derivation.json', '--key', 'key.pem', '-o', 'a.json'], { cwd })
    const { code, codes } = await verify(['m/model.safetensors'], cwd)
    assert.deepEqual([code, codes], [1, ['result-denied']])
  })

  it('refuses what it could only make up', async () => {
    using folder = folderOf({ ...model, 'none.json': '{}', 'not.json': 'x', 'edited.lock': editedLock })
    const cwd = folder.root
    await saved(['scan', 'm', '-f', 'json'], 'report.json', cwd)
    for (const args of [
      ['none.json'],
      ['not.json'],
      ['missing.json'],
      ['edited.lock'],
      ['report.json', '--subject', 'key.pub'],
      ['report.json', '--subject', 'gone'],
      ['report.json', '--vsa'],
      ['report.json', '--vsa', '--provenance'],
      ['report.json', '--provenance', '--builder', 'nobody'],
      ['report.json', '--provenance', '--parameter', 'x'],
      ['report.json', '--certificate', 'key.pub'],
      ['report.json', '--key', 'key.pub'],
      ['report.json', '-o', 'gone/a.json'],
    ]) {
      const { code, stdout, stderr } = await assay(['attest', ...args], { cwd })
      assert.equal(code, 2, args.join(' '))
      assert.equal(stdout, '')
      assert.match(stderr, /^assay: /)
    }
  })
})

describe('attestations of the index in force', () => {
  const sigstore = fakeSigstore()
  const workflow = 'https://github.com/org/foo/.github/workflows/release.yml@refs/tags/v1'
  const who = { identity: workflow, issuer: 'https://issuer.example', at: Date.UTC(2026, 4, 1) }
  const wheel = 'foo_bar-1.0-py3-none-any.whl'
  const { verificationMaterial, dsseEnvelope } = sigstore.signed(
    statementBytes({
      subjects: [{ name: wheel, digest: sha256('wheel') }],
      predicateType: 'https://docs.packages.example/attestations/publish/v1',
      predicate: null,
    }),
    who,
  )
  const attestation = {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]!.sig },
  }
  const answers: Readonly<Record<string, unknown>> = {
    '/simple/foo-bar/': { files: [{ filename: wheel, provenance: '/integrity/foo-bar' }] },
    '/integrity/foo-bar': {
      version: 1,
      attestation_bundles: [
        {
          publisher: { kind: 'GitHub', repository: 'org/foo', workflow: 'release.yml' },
          attestations: [attestation],
        },
      ],
    },
    '/npm/@org%2ffoo/1.0.0': {
      dist: { attestations: { url: 'https://elsewhere.example/npm-attestations' } },
    },
    '/npm-attestations': {
      attestations: [{ predicateType: 'x', bundle: sigstore.signed(npmStatement, who) }],
    },
  }
  const seen: string[] = []
  let server: Server
  let origin = ''
  before(async () => {
    server = createServer((request, response) => {
      seen.push(request.url ?? '')
      const answer = answers[request.url ?? '']
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? {}))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())

  const signer = ['--identity', workflow, '--issuer', who.issuer, '--trusted-root', 'root.json']
  const files = { [wheel]: 'wheel', 'foo-1.0.0.tgz': 'tarball', 'root.json': sigstore.trustedRoot }

  it('of Python are found by the page of the project', async () => {
    using folder = folderOf(files)
    const env = { PIP_INDEX_URL: `${origin}/simple` }
    const args = ['verify', wheel, '--attestation', 'index', ...signer]
    const { code, stderr } = await assay([...args, '--online'], { cwd: folder.root, env })
    assert.equal(code, 0, stderr)
    assert.deepEqual(seen.splice(0), ['/simple/foo-bar/', '/integrity/foo-bar'])
    assert.equal((await assay(args, { cwd: folder.root, env })).code, 2, 'without --online nothing is asked')
    assert.equal(
      (await assay([...args, '--online'], { cwd: folder.root })).code,
      2,
      'nobody says whom to ask',
    )
    assert.deepEqual(seen, [])
  })

  it('of npm are found by the manifest of the version', async () => {
    using folder = folderOf(files)
    const env = { npm_config_registry: `${origin}/npm/` }
    const args = ['verify', 'foo-1.0.0.tgz', '--online', ...signer]
    const { code, stderr } = await assay([...args, '--attestation', 'pkg:npm/%40org/foo@1.0.0'], {
      cwd: folder.root,
      env,
    })
    assert.equal(code, 0, stderr)
    assert.deepEqual(seen.splice(0), ['/npm/@org%2ffoo/1.0.0', '/npm-attestations'])
    const none = await assay([...args, '--attestation', 'pkg:npm/other@1.0.0'], { cwd: folder.root, env })
    assert.equal(none.code, 2)
    assert.match(none.stderr, /404/)
  })
})

function lockOfModel(): string {
  const file = { size: cleanSafetensors.length, verdict: 'consistent', date: '2026-11-26' } as const
  return lockText(
    sealed({
      schema: 'assay/lock/1',
      id: '1'.repeat(32),
      generation: 1,
      roots: ['m'],
      artifacts: [{ path: 'm/model.safetensors', sha256: sha256(cleanSafetensors), ...file }],
    }),
  )
}

function derivation(level: string): unknown {
  return {
    schema: 'assay/derivation/1',
    level,
    class: level === 'L0' ? 'single-edit' : 'quantisation',
    candidate: {
      name: 'm',
      files: [{ name: 'model.safetensors', size: 1, digest: sha256(cleanSafetensors) }],
    },
    reference: { name: 'official', files: [{ name: 'o.safetensors', size: 1, digest: sha256('o') }] },
    tensors: [],
    unmapped: [],
    confidence: { coverage: 'full', compared: 1, statement: 'all' },
  }
}

async function saved(args: readonly string[], file: string, cwd: string): Promise<void> {
  writeFileSync(join(cwd, file), (await assay(args, { cwd })).stdout)
  assert.ok(readFileSync(join(cwd, file)).length > 2, file)
}

async function verify(
  args: readonly string[],
  cwd: string,
  attestation = 'a.json',
): Promise<{
  readonly code: number | null
  readonly verdict: string
  readonly codes: readonly string[]
  readonly stderr: string
}> {
  const trust = ['--public-key', 'key.pub', '--attestation', attestation]
  const { code, stdout, stderr } = await assay(
    ['verify', ...args, ...trust, '-f', 'json', '--log-format', 'json'],
    { cwd },
  )
  const { verdict, refusals } = JSON.parse(stdout) as {
    verdict: string
    refusals: readonly { code: string }[]
  }
  return { code, verdict, codes: refusals.map((refusal) => refusal.code), stderr }
}
