import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import {
  codes,
  digester,
  folder,
  NOBODY,
  pair,
  signed,
  verify,
  type SignedModel,
} from '../../../test/integrity/signed-model.ts'
import { signedBundle } from '../attestations/signed-bundle.ts'
import { modelStatement } from './sign-model.ts'
import { verifySignature } from './verify-signature.ts'

describe('signatures of models', () => {
  for (const curve of ['prime256v1', 'secp384r1', 'secp521r1'])
    it(`by a key on ${curve} vouch for every file`, async (t) => {
      const result = await verify(await signed(t, [], curve))
      assert.deepEqual(codes(result), [])
      assert.equal(result.verification.outcome, 'accepted')
      assert.deepEqual(
        result.listing?.digests.map((d) => d.name),
        ['a-b', 'a/x', 'config.json', 'model.safetensors', 'modeling.py'],
      )
      assert.match(result.listing?.signer ?? '', /^key sha256:[0-9a-f]{64}$/)
      assert.deepEqual(result.ignored, [{ path: '.git', loadable: false }])
    })

  it('take Ed25519, too', async (t) => {
    const root = folder(t)
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const { payload } = await modelStatement({ root, ignored: [], digester })
    const bundle = signedBundle(payload, { kind: 'key', key: privateKey })
    assert.deepEqual(codes(await verify({ root, bundle, trust: { ...NOBODY, keys: [publicKey] } })), [])
  })

  it('list names by code points', async (t) => {
    const root = folder(t)
    writeFileSync(join(root, '\u{ff5e}'), '')
    writeFileSync(join(root, '\u{1f600}'), '')
    const { payload } = await modelStatement({ root, ignored: [], digester })
    const { predicate } = JSON.parse(payload.toString()) as { predicate: { resources: { name: string }[] } }
    assert.deepEqual(
      predicate.resources.map((r) => r.name),
      ['a-b', 'a/x', 'config.json', 'model.safetensors', 'modeling.py', '\u{ff5e}', '\u{1f600}'],
    )
  })

  it('verify a single file, under its name', async (t) => {
    const { root, bundle, trust } = await signed(t)
    const one = { bundle, trust, root: join(root, 'model.safetensors') }
    assert.deepEqual(
      (await verify(one)).listing?.digests.map((d) => d.name),
      ['model.safetensors'],
    )
    const own = await modelStatement({ root: join(root, 'config.json'), ignored: [], digester })
    const { privateKey, publicKey } = pair()
    const ownBundle = signedBundle(own.payload, { kind: 'key', key: privateKey })
    const ownTrust = { ...NOBODY, keys: [publicKey] }
    const config = { root: join(root, 'config.json'), bundle: ownBundle, trust: ownTrust }
    assert.deepEqual(codes(await verify(config)), [])
    assert.deepEqual(codes(await verify({ ...config, root: join(root, 'a-b') })), [
      'subject-mismatch model.sig',
    ])
  })

  const TAMPERED: readonly (readonly [string, (root: string) => void, readonly string[]])[] = [
    [
      'a changed file',
      (r) => writeFileSync(join(r, 'model.safetensors'), 'WEIGHTS'),
      ['content-changed model.safetensors'],
    ],
    ['a missing file', (r) => rmSync(join(r, 'a/x')), ['missing a/x']],
    [
      'a renamed file',
      (r) => renameSync(join(r, 'a/x'), join(r, 'a/y')),
      ['missing a/x', 'unlisted-file a/y'],
    ],
    ['added code', (r) => writeFileSync(join(r, 'a/extra.py'), ''), ['unlisted-code a/extra.py']],
    ['an added file', (r) => writeFileSync(join(r, 'notes'), ''), ['unlisted-file notes']],
    [
      'a link out of the model',
      (r) => {
        rmSync(join(r, 'config.json'))
        symlinkSync('/etc/hostname', join(r, 'config.json'))
      },
      ['content-changed config.json', 'link-escapes config.json'],
    ],
    ['a link to a folder', (r) => symlinkSync('a', join(r, 'b')), ['unlisted-file b']],
    ['a link to nothing', (r) => symlinkSync('nowhere', join(r, 'c.py')), ['unlisted-file c.py']],
  ]
  for (const [what, tamper, expected] of TAMPERED)
    it(`refuse ${what}`, async (t) => {
      const model = await signed(t)
      tamper(model.root)
      const result = await verify(model)
      assert.deepEqual(codes(result), expected)
      for (const { path } of result.refusals)
        assert.ok(!result.listing?.digests.some((d) => d.name === path) || what.includes('link'))
    })

  it('show what was left out, and refuse what a loader would read of it', async (t) => {
    const model = await signed(t, ['modeling.py', 'a'])
    const result = await verify(model)
    assert.deepEqual(result.ignored, [
      { path: '.git', loadable: false },
      { path: 'a/x', loadable: false },
      { path: 'modeling.py', loadable: true },
    ])
    assert.deepEqual(codes(result), ['ignored-loadable modeling.py'])
  })

  it('verify a snapshot in the cache of a hub, whose files are links', async (t) => {
    const { root, bundle, trust } = await signed(t)
    const cache = folder(t)
    const repository = join(cache, 'models--org--name')
    const snapshot = join(repository, 'snapshots/0123456789abcdef0123456789abcdef01234567')
    for (const path of ['blobs', 'snapshots', snapshot, join(snapshot, 'a')])
      mkdirSync(path.startsWith('/') ? path : join(repository, path), { recursive: true })
    for (const [i, name] of ['a-b', 'a/x', 'config.json', 'model.safetensors', 'modeling.py'].entries()) {
      copyFileSync(join(root, name), join(repository, 'blobs', String(i)))
      symlinkSync(join(repository, 'blobs', String(i)), join(snapshot, name))
    }
    assert.deepEqual(codes(await verify({ root: snapshot, bundle, trust })), [])
    const outside = join(folder(t), 'config.json')
    rmSync(join(snapshot, 'config.json'))
    symlinkSync(outside, join(snapshot, 'config.json'))
    assert.deepEqual(codes(await verify({ root: snapshot, bundle, trust })), ['link-escapes config.json'])
  })

  it('do not mind what is written about a model later', async (t) => {
    const model = await signed(t)
    for (const name of ['other.sig', 'assay.lock', 'SHA256SUMS']) writeFileSync(join(model.root, name), '')
    assert.deepEqual(codes(await verify(model)), [])
  })

  it('are refused when another key has signed', async (t) => {
    const model = await signed(t)
    const [refusal] = (await verify({ ...model, trust: { ...NOBODY, keys: [pair().publicKey] } })).refusals
    assert.equal(refusal?.code, 'wrong-signer')
    assert.match(`${refusal?.expected} ${refusal?.found}`, /^[0-9a-f]{64} [0-9a-f]{64}$/)
    assert.deepEqual(codes(await verify({ ...model, trust: NOBODY })), ['wrong-signer model.sig'])
  })

  it('are refused when the statement was edited', async (t) => {
    const model = await signed(t)
    const bundle = JSON.parse(model.bundle) as { dsseEnvelope: { payload: string } }
    const text = Buffer.from(bundle.dsseEnvelope.payload, 'base64')
      .toString()
      .replace('config.json', 'konfig.json')
    bundle.dsseEnvelope.payload = Buffer.from(text).toString('base64')
    const result = await verify({ ...model, bundle: JSON.stringify(bundle) })
    assert.deepEqual(codes(result), ['signature-invalid model.sig'])
    assert.equal(result.listing, undefined)
  })

  it('are refused when they are broken or ambiguous', async (t) => {
    const model = await signed(t)
    const { bundle } = model
    const broken = [
      '',
      bundle.slice(0, bundle.length / 2),
      bundle.replace('"payloadType"', '"payloadType":"application/vnd.in-toto+json","payloadType"'),
      bundle.replace('"mediaType"', '"mediaTypo"'),
      bundle.replace('.v0.3+json', '.v0.9+json'),
      bundle.replace('"publicKey"', '"certificate":{"rawBytes":"AAAA"},"publicKey"'),
      bundle.replace('"sig":"M', '"sig":" M'),
      `\u{feff}${bundle}`,
      '[]',
      'null',
      '['.repeat(100_000),
    ]
    for (const text of broken)
      assert.deepEqual(
        codes(await verify({ ...model, bundle: text })),
        ['signature-malformed model.sig'],
        text.slice(0, 80),
      )
  })

  it('are refused when they are endless', async (t) => {
    const model = await signed(t)
    const huge = Buffer.alloc(65 * 1024 * 1024, 0x20)
    const result = await verifySignature({
      root: model.root,
      bytes: huge,
      source: 'model.sig',
      trust: model.trust,
      digester,
      now: 0,
    })
    assert.deepEqual(codes(result), ['signature-malformed model.sig'])
  })
})

const HOSTILE: readonly (readonly [string, (statement: MutableStatement) => void])[] = [
  ['a path that leads out', (s) => void (s.predicate.resources[0]!.name = '../config.json')],
  ['an absolute path', (s) => void (s.predicate.resources[0]!.name = '/etc/passwd')],
  ['a path in two spellings', (s) => void (s.predicate.resources[0]!.name = './a-b')],
  ['a file twice', (s) => void s.predicate.resources.push(s.predicate.resources[0]!)],
  ['another digest of the model', (s) => void (s.subject[0]!.digest.sha256 = '0'.repeat(64))],
  ['a short digest', (s) => void (s.predicate.resources[0]!.digest = 'abc')],
  ['an unknown method', (s) => void (s.predicate.serialization['method'] = 'tensors')],
  ['an unknown hash', (s) => void (s.predicate.serialization['hash_type'] = 'md5')],
  ['two subjects', (s) => void s.subject.push(s.subject[0]!)],
  [
    'shards that leave bytes out',
    (s) => {
      s.predicate.serialization['method'] = 'shards'
      for (const resource of s.predicate.resources) resource.name += ':1:2'
    },
  ],
]

interface MutableStatement {
  subject: { name: string; digest: { sha256: string } }[]
  predicateType: string
  predicate: {
    serialization: Record<string, unknown>
    resources: { name: string; algorithm: string; digest: string }[]
  }
}

describe('statements of a trusted signer', () => {
  async function edited(t: TestContext, edit: (statement: MutableStatement) => void): Promise<SignedModel> {
    const root = folder(t)
    const { payload } = await modelStatement({ root, ignored: ['model.sig'], digester })
    const statement = JSON.parse(payload.toString()) as MutableStatement
    edit(statement)
    const { privateKey, publicKey } = pair()
    const bundle = signedBundle(Buffer.from(JSON.stringify(statement)), { kind: 'key', key: privateKey })
    return { root, bundle, trust: { ...NOBODY, keys: [publicKey] } }
  }

  for (const [what, edit] of HOSTILE)
    it(`are refused with ${what}`, async (t) => {
      assert.deepEqual(codes(await verify(await edited(t, edit))), ['signature-malformed model.sig'])
    })

  it('are refused when they are about something else', async (t) => {
    const other = await edited(t, (s) => void (s.predicateType = 'https://slsa.dev/provenance/v1'))
    assert.deepEqual(codes(await verify(other)), ['predicate-mismatch model.sig'])
  })

  it('may leave nothing out by rules that lead elsewhere', async (t) => {
    const other = await edited(t, (s) => {
      s.predicate.serialization['ignore_paths'] = ['/', '..', '.', '', './', '../x']
    })
    writeFileSync(join(other.root, 'extra.bin'), '')
    assert.deepEqual(codes(await verify(other)), ['unlisted-file extra.bin'])
  })
})
