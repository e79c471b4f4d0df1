import assert from 'node:assert/strict'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { assay, folderOf, type Outcome } from '../cli/assay.ts'
import { chainOf } from './certificates.ts'
import { sigstoreServer } from './sigstore-server.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const FILES = {
  'm/config.json': '{}',
  'm/model.safetensors': 'weights',
  'm/sub/modeling.py': 'print()',
  'm/notes.md': 'hm',
  'key.pem': pem(privateKey),
  'key.pub': publicKey.export({ type: 'spki', format: 'pem' }),
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string
}

interface Verified {
  readonly verdict: string
  readonly refusals: readonly { readonly code: string; readonly path: string }[]
}

function verdict({ stdout, stderr }: Outcome): readonly string[] {
  assert.ok(stdout.startsWith('{'), stderr)
  const { verdict: overall, refusals } = JSON.parse(stdout) as Verified
  return [overall, ...refusals.map(({ code, path }) => `${code} ${path}`)]
}

describe('assay sign', () => {
  it('writes a signature that assay verify accepts, and says what it covers', async () => {
    using folder = folderOf(FILES)
    const cwd = folder.root
    const signed = await assay(['sign', 'm', '--key', 'key.pem'], { cwd })
    assert.equal(signed.code, 0, signed.stderr)
    assert.match(
      signed.stdout,
      /^m\/model\.sig: 4 files, .* signed by key sha256:[0-9a-f]{64}\nmodel sha256:[0-9a-f]{64}\n$/,
    )
    const args = ['verify', 'm', '--signature', 'm/model.sig', '--public-key', 'key.pub', '--format', 'json']
    const good = await assay(args, { cwd })
    assert.deepEqual([good.code, ...verdict(good)], [0, 'verified'])
    writeFileSync(join(cwd, 'm/model.safetensors'), 'WEIGHTS')
    const bad = await assay(args, { cwd })
    assert.deepEqual([bad.code, ...verdict(bad)], [1, 'mismatch', 'content-changed model.safetensors'])
  })

  it('signs again without signing the old signature', async () => {
    using folder = folderOf(FILES)
    const cwd = folder.root
    const [first, second] = [
      await assay(['sign', 'm', '--key', 'key.pem'], { cwd }),
      await assay(['sign', 'm', '--key', 'key.pem'], { cwd }),
    ]
    assert.equal(first.stdout, second.stdout)
  })

  it('says what is left out, and that a loader would read it', async () => {
    using folder = folderOf(FILES)
    mkdirSync(join(folder.root, 'm/.git'))
    const args = ['sign', 'm', '--key', 'key.pem', '--ignore', 'm/notes.md', '--ignore', 'sub']
    const { code, stderr } = await assay(args, { cwd: folder.root })
    assert.equal(code, 0)
    assert.match(stderr, /left out: \.git\n/)
    assert.match(stderr, /left out: notes\.md\n/)
    assert.match(stderr, /warning: left out, although a loader would read it: sub\/modeling\.py/)
  })

  it('signs one file', async () => {
    using folder = folderOf(FILES)
    const cwd = folder.root
    assert.equal((await assay(['sign', 'm/config.json', '--key', 'key.pem'], { cwd })).code, 0)
    const args = [
      'm/config.json',
      '--signature',
      'm/config.json.sig',
      '--public-key',
      'key.pub',
      '--format',
      'json',
    ]
    assert.deepEqual(verdict(await assay(['verify', ...args], { cwd })), ['verified'])
  })

  it('takes a key under a password', async () => {
    const locked = privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open',
    })
    using folder = folderOf({ ...FILES, 'locked.pem': locked })
    const cwd = folder.root
    const args = ['sign', 'm', '--key', 'locked.pem']
    for (const env of [{}, { ASSAY_KEY_PASSWORD: 'wrong' }])
      assert.deepEqual((await assay(args, { cwd, env })).code, 2)
    assert.equal((await assay(args, { cwd, env: { ASSAY_KEY_PASSWORD: 'open' } })).code, 0)
  })

  it('signs with a certificate', async () => {
    const { root, between, leaf } = chainOf()
    using folder = folderOf({
      ...FILES,
      'leaf.pem': leaf.keyPem,
      'chain.pem': leaf.pem + between.pem,
      'root.pem': root.pem,
    })
    const cwd = folder.root
    const signed = await assay(['sign', 'm', '--key', 'leaf.pem', '--certificate', 'chain.pem'], { cwd })
    assert.equal(signed.code, 0, signed.stderr)
    const args = [
      'verify',
      'm',
      '--signature',
      'm/model.sig',
      '--certificate-root',
      'root.pem',
      '--format',
      'json',
    ]
    assert.deepEqual(verdict(await assay(args, { cwd })).slice(1), ['signing-time-unproven m/model.sig'])
    assert.deepEqual(verdict(await assay([...args, '--accept-unproven-time'], { cwd })), ['verified'])
  })

  const WRONG: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['nobody signs', [], /name who signs/],
    ['two sign', ['--keyless', '--online', '--key', 'key.pem'], /one signer/],
    ['the network was not asked for', ['--keyless'], /add --online/],
    ['the key is a public one', ['--key', 'key.pub'], /no private key/],
    ['the key lies in the model', ['--key', 'm/sub/modeling.py'], /lies in the model/],
    ['something outside is left out', ['--key', 'key.pem', '--ignore', '../x'], /not in the model/],
    ['the signature has no folder', ['--key', 'key.pem', '-o', 'none/model.sig'], /no folder/],
  ]
  for (const [what, args, expected] of WRONG)
    it(`is used wrongly when ${what}`, async () => {
      using folder = folderOf(FILES)
      const { code, stderr } = await assay(['sign', 'm', ...args], { cwd: folder.root })
      assert.equal(code, 2)
      assert.match(stderr, expected)
      assert.equal(existsSync(join(folder.root, 'm/model.sig')), false)
    })

  it('has nothing to sign where there is nothing', async () => {
    using folder = folderOf(FILES)
    assert.equal((await assay(['sign', 'none', '--key', 'key.pem'], { cwd: folder.root })).code, 4)
  })
})

describe('assay sign --keyless', () => {
  const token = `e30.${Buffer.from(JSON.stringify({ sub: 'https://ci.example/build' })).toString('base64url')}.sig`
  const who = { identity: 'https://ci.example/build', issuer: 'https://id.example', at: Date.UTC(2026, 0, 1) }
  const keyless = ['--keyless', '--online', '--identity-token', '-', '--trusted-root', 'root.json']

  it('signs as the bearer of a token, and the signature verifies without a network', async () => {
    await using server = await sigstoreServer(who)
    using folder = folderOf({ ...FILES, 'root.json': server.trustedRoot })
    const cwd = folder.root
    const signed = await assay(['sign', 'm', ...keyless], { cwd, stdin: Buffer.from(token) })
    assert.equal(signed.code, 0, signed.stderr)
    assert.match(signed.stdout, /signed by https:\/\/ci\.example\/build \(issuer https:\/\/id\.example\)/)
    assert.deepEqual(server.asked, ['POST /api/v2/signingCert', 'POST /log.example/api/v1/log/entries'])
    assert.ok(!readFileSync(join(cwd, 'm/model.sig'), 'utf8').includes(token))
    const trusted = ['--trusted-root', 'root.json', '--identity', who.identity, '--issuer']
    const verify = (issuer: string): Promise<Outcome> =>
      assay(['verify', 'm', '--signature', 'm/model.sig', '--format', 'json', ...trusted, issuer], { cwd })
    assert.deepEqual(verdict(await verify(who.issuer)), ['verified'])
    assert.deepEqual(verdict(await verify('https://other.example')).slice(1), ['wrong-signer m/model.sig'])
    assert.equal(server.asked.length, 2)
  })

  it('writes nothing when the service refuses, or what it answers does not verify', async () => {
    await using refusing = await sigstoreServer(who, 403)
    await using other = await sigstoreServer({ ...who, loggedAt: who.at + 3600_000 })
    for (const { trustedRoot } of [refusing, other]) {
      using folder = folderOf({ ...FILES, 'root.json': trustedRoot })
      const cwd = folder.root
      const { code, stderr } = await assay(['sign', 'm', ...keyless], { cwd, stdin: Buffer.from(token) })
      assert.equal(code, 3, stderr)
      assert.ok(!stderr.includes(token))
      assert.equal(existsSync(join(cwd, 'm/model.sig')), false)
    }
  })
})
