import { codecOf } from '../codecs/codecs.ts'
import { CHAINS, type Chain } from '../mapping/recipe.ts'
import type { Comparer } from './comparer.ts'
import type { TensorTask } from './measure.ts'

const PLAIN: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16'])
/** Made with an importance matrix; with scales that were learned. */
const VARIANTS = ['/imatrix', '/given'] as const
const ROWS = 8
const TENSORS = 12
/** How many times fewer mismatches a chain or a variant must leave to be believed: of a model that deviates anyway, a slightly better one says nothing. */
const DECISIVE = 10

/** The conversion before quantisation that explains most of a sample; `direct` where nothing speaks against it. */
export async function chooseChain(tasks: readonly TensorTask[], comparer: Comparer): Promise<Chain> {
  const coded = tasks.filter((t) => !PLAIN.has(t.codec) && t.recipe.width % 32 === 0)
  const step = Math.max(1, Math.floor(coded.length / TENSORS))
  const probes = coded.filter((_, i) => i % step === 0).slice(0, TENSORS)
  const trials = CHAINS.flatMap((chain) =>
    probes.flatMap((task, probe) =>
      variantsOf(task.codec).map((codec) => ({
        chain,
        probe,
        task: { ...task, codec, chain: chainFor(codec, chain) },
      })),
    ),
  )
  const mismatches = await sampledMismatches(
    trials.map((t) => t.task),
    comparer,
  )
  const totals = CHAINS.map((chain) => {
    const fewest = probes.map((_, probe) =>
      Math.min(...trials.flatMap((t, i) => (t.chain === chain && t.probe === probe ? [mismatches[i]!] : []))),
    )
    return { chain, mismatches: fewest.reduce((sum, n) => sum + n, 0) }
  })
  const direct = totals[0]!.mismatches
  const best = totals.reduce((least, one) => (one.mismatches < least.mismatches ? one : least))
  return best.mismatches * DECISIVE <= direct ? best.chain : 'direct'
}

/** A type is not made of itself, and plain numbers are converted but once. */
export function chainFor(codec: string, chain: Chain): Chain {
  return PLAIN.has(codec) || (codec === 'Q8_0' && chain === 'q8_0') ? 'direct' : chain
}

/**
 * The tasks with the codecs that explain a sample of their rows: types that an importance matrix changes are read as made
 * without one unless nearly all of what speaks against that goes away with it.
 */
export async function withVariants(tasks: readonly TensorTask[], comparer: Comparer): Promise<TensorTask[]> {
  const open = tasks.filter((t) => variantsOf(t.codec).length > 1)
  const trials = open.flatMap((task) => variantsOf(task.codec).map((codec) => ({ ...task, codec })))
  const mismatches = await sampledMismatches(trials, comparer)
  const better = new Map<number, string>()
  for (const task of open) {
    const [plain, ...others] = trials.flatMap((t, i) =>
      t.index === task.index ? [{ codec: t.codec, n: mismatches[i]! }] : [],
    )
    const other = others.find(({ n }) => plain !== undefined && plain.n > 0 && n * DECISIVE <= plain.n)
    if (other) better.set(task.index, other.codec)
  }
  return tasks.map((task) => ({ ...task, codec: better.get(task.index) ?? task.codec }))
}

function variantsOf(codec: string): string[] {
  return [codec, ...VARIANTS.map((v) => codec + v).filter((id) => codecOf(id) !== undefined)]
}

/** Of a tensor that cannot be read nothing is known: the comparison itself says why. */
export async function sampledMismatches(tasks: readonly TensorTask[], comparer: Comparer): Promise<number[]> {
  const sampled = tasks.map((task, index) => ({
    ...task,
    index,
    spectrum: false,
    sample: spread(task.recipe.rows),
  }))
  const { measures } = await comparer.compare(sampled, () => {})
  return tasks.map((_, i) => measures.get(i)?.mismatches ?? 0)
}

/** Rows of a tensor that a sample has. */
export function sampledRows(rows: number): number {
  return Math.min(ROWS, rows)
}

function spread(rows: number): Int32Array {
  const count = sampledRows(rows)
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}
