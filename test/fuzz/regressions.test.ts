import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { mutate } from './mutate.ts'
import { loadSeeds } from './seeds.ts'
import { trial } from './trial.ts'

const kept = join(import.meta.dirname, 'regressions')

describe('inputs that once broke a reader', () => {
  for (const file of readdirSync(kept).filter((f) => f !== '.gitkeep'))
    it(file, async () => {
      // The name under which it was scanned follows the digest.
      assert.equal(
        await trial({ path: file.slice(file.indexOf('-') + 1), bytes: readFileSync(join(kept, file)) }),
        undefined,
      )
    })
})

describe('mutants', () => {
  it('of every example end in facts or gaps', async () => {
    const seeds = await loadSeeds()
    assert.ok(seeds.length > 0)
    for (const [i, seed] of seeds.entries()) {
      const other = seeds[(i * 7 + 3) % seeds.length]!
      for (let n = 0; n < 4; n++) {
        const bytes = mutate(seed.bytes, other.bytes, i * 4 + n)
        assert.equal(
          await trial({ path: seed.path, bytes }),
          undefined,
          `mutant ${n} of example ${i} (${seed.path})`,
        )
      }
    }
  })
})
