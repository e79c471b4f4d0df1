import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { codes, NOBODY, pair, verify, type SignedModel } from '../../../test/integrity/signed-model.ts'
import { signedBundle } from '../attestations/signed-bundle.ts'

/** Of `abcd`, `efgh` and `ij`. */
const DIGESTS = {
  sha256: [
    '88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589',
    'e5e088a0b66163a0a26a5e053d2a4496dc16ab6e0e3dd1adf2d16aa84a078c9d',
    'c9df9c3f2963b19b9b95f58c4d33b053fa9f8586dd6ee04126e52a868f882108',
  ],
  blake2b: [
    '26bc14024d5d6818ad7c4dee519353c290e38b6535f16f62b6ce5c6ff346c354542496f89b84eacffa1da51f0ac5e643f965637cc24e0b3f819bdae05f3932b0',
    '6d72b8d0eb0c277e942edadd576776661bb9f9b0a0b32662be598eca9dd44686f9d1e670f9107a4bdeb3cb6a95b48543adb78ab81b8895beb486fcdcd0752950',
    'baa0626eefd1ae37cb870595d1c16989b3d98633c903e4a6b1d4e308924d172de9c2cb4f0748ebcd1d920e32fa9db85c9e54827281e2507a8e1d4010979f89ac',
  ],
  blake3: [
    '8c9c9881805d1a847102d7a42e58b990d088dd88a84f7314d71c838107571f2b',
    '23cb6e2cef673ae06ea53be5341a710062d1ee5382de081a7af2fdae11d69715',
    '39bc8622714ff14cca58528d70860c1c15e817039084bbacfecb03ba0e97f0ce',
  ],
} as const
type Hash = keyof typeof DIGESTS

function sharded(t: TestContext, hash: Hash): SignedModel {
  const root = mkdtempSync(join(tmpdir(), 'assay-oms-'))
  t.after(() => rmSync(root, { recursive: true }))
  writeFileSync(join(root, 'w:1.bin'), 'abcdefghij')
  writeFileSync(join(root, 'empty'), '')
  const names = ['w:1.bin:0:4', 'w:1.bin:4:8', 'w:1.bin:8:10']
  const resources = names.map((name, i) => ({
    name,
    algorithm: `${hash}-sharded-4`,
    digest: DIGESTS[hash][i]!,
  }))
  const sum = createHash('sha256')
  for (const { digest } of resources) sum.update(Buffer.from(digest, 'hex'))
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'm', digest: { sha256: sum.digest('hex') } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: { method: 'shards', hash_type: hash, shard_size: 4.0, allow_symlinks: false },
      resources,
    },
  }
  const { privateKey, publicKey } = pair()
  const bundle = signedBundle(Buffer.from(JSON.stringify(statement)), { kind: 'key', key: privateKey })
  return { root, bundle, trust: { ...NOBODY, keys: [publicKey] } }
}

describe('signatures over parts of files', () => {
  for (const hash of ['sha256', 'blake2b', 'blake3'] as const)
    it(`vouch with ${hash} for the whole file, and say which part was changed`, async (t) => {
      const model = sharded(t, hash)
      const good = await verify(model)
      assert.deepEqual(codes(good), [])
      assert.deepEqual(good.listing?.digests, [
        {
          name: 'w:1.bin',
          algorithm: 'sha256',
          hex: createHash('sha256').update('abcdefghij').digest('hex'),
          size: 10,
        },
      ])
      writeFileSync(join(model.root, 'w:1.bin'), 'abcdEfghij')
      const [changed] = (await verify(model)).refusals
      assert.equal(changed?.code, 'shard-changed')
      assert.match(changed?.message ?? '', /\(4 to 8\)/)
      for (const text of ['abcdefghijk', 'abcdefghi', 'abc', '']) {
        writeFileSync(join(model.root, 'w:1.bin'), text)
        assert.deepEqual(codes(await verify(model)), ['size-changed w:1.bin'], text)
      }
    })
})
