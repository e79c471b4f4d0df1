import { codecOf } from '../codecs/codecs.ts'
import type { Chain } from '../mapping/recipe.ts'
import { CHAINS } from '../mapping/recipe.ts'
import { compareTensor, type Readers } from './compare-tensor.ts'
import type { TensorTask } from './measure.ts'

const PLAIN: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16'])
const ROWS = 8
const TENSORS = 12
/** How many times fewer mismatches a chain must leave to be believed. */
const DECISIVE = 10

/** The conversion before quantisation that explains most of a sample; the first of equals, so `direct` where nothing speaks against it. */
export function chooseChain(tasks: readonly TensorTask[], readers: Readers): Chain {
  const coded = tasks.filter((t) => !PLAIN.has(t.codec) && t.recipe.width % 32 === 0)
  const step = Math.max(1, Math.floor(coded.length / TENSORS))
  const probes = coded.filter((_, i) => i % step === 0).slice(0, TENSORS)
  const found = CHAINS.map((chain) => ({ chain, mismatches: mismatchesUnder(chain, probes, readers) }))
  const direct = found[0]!.mismatches
  const best = found.reduce((least, one) => (one.mismatches < least.mismatches ? one : least))
  // Of a model that deviates anyway, a slightly better chain says nothing.
  return best.mismatches * DECISIVE <= direct ? best.chain : 'direct'
}

function mismatchesUnder(chain: Chain, probes: readonly TensorTask[], readers: Readers): number {
  let mismatches = 0
  for (const task of probes) {
    const before = chainFor(task.codec, chain)
    mismatches += Math.min(
      ...variantsOf(task.codec).map((codec) => sampledMismatches({ ...task, chain: before, codec }, readers)),
    )
  }
  return mismatches
}

/** A type is not made of itself, and plain numbers are converted but once. */
export function chainFor(codec: string, chain: Chain): Chain {
  return PLAIN.has(codec) || (codec === 'Q8_0' && chain === 'q8_0') ? 'direct' : chain
}

/**
 * The task with the codec that explains a sample of its rows: types that an importance matrix changes are read as made
 * without one unless nearly all of what speaks against that goes away with it.
 */
export function withVariant(task: TensorTask, readers: Readers): TensorTask {
  const [plain = task.codec, ...others] = variantsOf(task.codec)
  const mismatches = others.length > 0 ? sampledMismatches(task, readers) : 0
  if (mismatches === 0) return task
  const better = others.find(
    (codec) => sampledMismatches({ ...task, codec }, readers) * DECISIVE <= mismatches,
  )
  return { ...task, codec: better ?? plain }
}

function variantsOf(codec: string): string[] {
  const searched = `${codec}/imatrix`
  return codecOf(searched) ? [codec, searched] : [codec]
}

function sampledMismatches(task: TensorTask, readers: Readers): number {
  const codec = codecOf(task.codec)
  return codec
    ? compareTensor({ ...task, sample: spread(task.recipe.rows) }, codec, readers, () => {}).mismatches
    : 0
}

function spread(rows: number): Int32Array {
  const count = Math.min(ROWS, rows)
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}
