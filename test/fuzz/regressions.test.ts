import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keptInputs } from './kept.ts'
import { madeInputs } from './made-inputs.ts'
import { mutate } from './mutate.ts'
import { loadSeeds } from './seeds.ts'
import { trial } from './trial.ts'

const seeds = await loadSeeds()

describe('inputs that once broke a reader', () => {
  for (const input of [...keptInputs(), ...madeInputs])
    it(input.path, async () => assert.equal(await trial(input, true), undefined))
})

describe('seeds of the fuzzer', () => {
  it('are read without telling any credential', async () => {
    const defects: string[] = []
    for (const seed of seeds.filter((s) => s.kind !== 'bytes')) {
      const defect = await trial(seed, false)
      if (defect !== undefined) defects.push(`${seed.path}: ${defect}`)
    }
    assert.deepEqual(defects, [])
  })

  it('have mutants that end in facts or gaps', async () => {
    for (const [i, seed] of seeds.entries()) {
      const other = seeds[(i * 7 + 3) % seeds.length]!
      for (let n = 0; n < (seed.kind === 'bytes' ? 4 : 1); n++) {
        const mutant = { ...seed, bytes: mutate(seed, other, i * 4 + n) }
        assert.equal(await trial(mutant, true), undefined, `mutant ${n} of seed ${i} (${seed.path})`)
      }
    }
  })
})
