import { mutate } from './mutate.ts'
import { randomFrom, type Random } from './random.ts'
import { loadSeeds, type Seed } from './seeds.ts'

export interface DrawOptions {
  readonly seed: number
  /** What the path of a seed must contain. */
  readonly only: string | undefined
  readonly kind: string | undefined
}

/** The mutant of each number: the same in every run. */
export async function mutants({ seed, only, kind }: DrawOptions): Promise<(i: number) => Seed> {
  const seeds = (await loadSeeds()).filter(
    (s) => (only === undefined || s.path.includes(only)) && (kind === undefined || s.kind === kind),
  )
  const byKind = {
    bytes: seeds.filter((s) => s.kind === 'bytes'),
    text: seeds.filter((s) => s.kind === 'text'),
    document: seeds.filter((s) => s.kind === 'document'),
    proof: seeds.filter((s) => s.kind === 'proof'),
    model: seeds.filter((s) => s.kind === 'model'),
  }
  const pick = (among: readonly Seed[], random: Random): Seed => among[random(among.length)]!
  // Documents are few, and take long; so do comparisons.
  const choose = (random: Random): Seed => {
    const turn = random(100)
    const among =
      byKind[
        turn === 0 ? 'document' : turn === 1 ? 'model' : turn < 12 ? 'proof' : turn < 42 ? 'bytes' : 'text'
      ]
    return pick(among.length > 0 ? among : seeds, random)
  }
  return (i) => {
    const random = randomFrom(seed * 0x9e3779b1 + i)
    const chosen = choose(random)
    const other = random(4) === 0 ? choose(random) : pick(byKind[chosen.kind], random)
    return { ...chosen, bytes: mutate(chosen, other, random(0x7fffffff)) }
  }
}
