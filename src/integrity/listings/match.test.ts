import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Listing } from '../listing.ts'
import { match, plainName, type Matches } from './match.ts'

const listing = (names: readonly string[], folder?: string): Listing => ({
  kind: 'sha256sums-file',
  source: 's',
  digests: names.map((name) => ({ name, algorithm: 'sha256', hex: 'a'.repeat(64) })),
  cameWithBytes: false,
  gaps: [],
  ...(folder !== undefined && { folder }),
})
const matched = (names: readonly string[], paths: readonly string[], folder?: string): Matches =>
  match(
    listing(names, folder),
    paths.map((path) => ({ path })),
  )
/** `path <- name` of every pair. */
const pairs = (names: readonly string[], paths: readonly string[], folder?: string): string[] =>
  [...matched(names, paths, folder).digests].map(([path, [d]]) => `${path} <- ${d!.name}`).toSorted()

describe('match', () => {
  it('takes the same path, however it is written', () => {
    assert.deepEqual(
      pairs(['./a/b.bin', '*c.bin', 'd\\e.bin', 'x//y'], ['a/b.bin', 'c.bin', 'd/e.bin', 'x/y']),
      ['a/b.bin <- ./a/b.bin', 'c.bin <- *c.bin', 'd/e.bin <- d\\e.bin', 'x/y <- x//y'],
    )
  })

  it('takes paths below a folder that all share, on either side', () => {
    assert.deepEqual(pairs(['dist/v1/a.bin', 'dist/v1/s/b.bin'], ['a.bin', 's/b.bin']).length, 2)
    assert.deepEqual(pairs(['a.bin', 's/b.bin'], ['models/m/a.bin', 'models/m/s/b.bin']).length, 2)
    assert.deepEqual(pairs(['C:\\out\\a.bin'], ['models/a.bin']).length, 1)
    assert.deepEqual(pairs(['unet/config.json'], ['p/unet/config.json', 'p/vae/config.json']), [
      'p/unet/config.json <- unet/config.json',
    ])
  })

  it('takes a base name only if nothing else has it', () => {
    assert.deepEqual(pairs(['x/a.bin', 'y/b.bin'], ['a.bin', 'q/c.bin']), ['a.bin <- x/a.bin'])
    const rivals = matched(['x/config.json', 'y/config.json', 'z/w'], ['config.json', 'q/c.bin'])
    assert.equal(rivals.digests.size, 0)
    assert.deepEqual(rivals.ambiguous, ['config.json'])
    assert.deepEqual(rivals.missing, ['x/config.json', 'y/config.json', 'z/w'])
    assert.equal(matched(['config.json', 'w'], ['q/config.json', 'r/config.json']).ambiguous.length, 2)
    assert.deepEqual(pairs(['text/model.bin', 'w'], ['unet/model.bin', 'unet/v']), [])
  })

  it('folds case and compositions where that leaves one', () => {
    assert.deepEqual(pairs(['Model.BIN'], ['model.bin', 'other']).length, 1)
    assert.deepEqual(pairs(['u\u0308.bin', 'w'], ['\u00fc.bin', 'x']).length, 1)
    assert.deepEqual(pairs(['model.bin'], ['model.bin', 'Model.bin']), ['model.bin <- model.bin'])
    assert.deepEqual(pairs(['MODEL.bin'], ['model.bin', 'Model.bin']), [])
  })

  it('counts names from the folder of the list', () => {
    assert.deepEqual(pairs(['a.bin'], ['a.bin', 'sub/a.bin'], 'sub'), ['sub/a.bin <- a.bin'])
    assert.deepEqual(pairs(['sub/a.bin', 'w'], ['sub/a.bin', 'x'], 'checksums'), ['sub/a.bin <- sub/a.bin'])
  })

  it('never leaves the tree', () => {
    assert.deepEqual(matched(['../a.bin', 'x/../../a.bin', '..\\a.bin'], ['a.bin', 'b']).digests.size, 0)
    assert.equal(plainName('../x'), undefined)
    assert.equal(plainName('./'), undefined)
  })

  it('gives a digest without a name to a file that is alone', () => {
    assert.equal(matched(['-'], ['a.bin']).digests.size, 1)
    assert.equal(matched(['-'], ['a.bin', 'b.bin']).digests.size, 0)
  })

  it('gives each name to one file and each file to one name', () => {
    const parts = fc.array(fc.constantFrom('a', 'A', 'b', 'c.bin', '.', '..'), { minLength: 1, maxLength: 3 })
    const paths = fc.uniqueArray(
      parts.map((p) => p.join('/')),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(paths, paths, (names, written) => {
        // Paths of a tree are plain already.
        const files = [...new Set(written.flatMap((path) => plainName(path) ?? []))]
        const { digests, missing, unlisted } = matched(names, files)
        const used = [...digests.values()].map(([d]) => plainName(d!.name))
        assert.equal(new Set(used).size, used.length)
        assert.equal(digests.size + unlisted.length, files.length)
        assert.ok(missing.length + digests.size <= names.length)
        for (const [file, [d]] of digests)
          assert.equal(
            plainName(file)!.split('/').at(-1)!.toLowerCase(),
            plainName(d!.name)!.split('/').at(-1)!.toLowerCase(),
          )
      }),
    )
  })

  it('is quick with many files', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `d${i}/model.bin`)
    const before = process.cpuUsage()
    assert.equal(
      pairs(
        names,
        names.map((n) => `root/${n}`),
      ).length,
      20_000,
    )
    assert.equal(
      pairs(
        names.map((n) => `x${n}`),
        names,
      ).length,
      0,
    )
    assert.ok(process.cpuUsage(before).user < 3_000_000)
  })
})
