import { codecOf } from '../codecs/codecs.ts'
import type { Chain } from '../mapping/recipe.ts'
import { CHAINS } from '../mapping/recipe.ts'
import { compareTensor, type Readers } from './compare-tensor.ts'
import type { TensorTask } from './measure.ts'

const ROWS = 8
const TENSORS = 12
/** How many times fewer mismatches a chain must leave to be believed. */
const DECISIVE = 10

/** The conversion before quantisation that explains most of a sample; the first of equals, so `direct` where nothing speaks against it. */
export function chooseChain(tasks: readonly TensorTask[], readers: Readers): Chain {
  const coded = tasks.filter((t) => !['F32', 'F16', 'BF16'].includes(t.codec) && t.recipe.width % 32 === 0)
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
    const codec = codecOf(task.codec)
    if (!codec || (chain === 'q8_0' && task.codec === 'Q8_0')) continue
    const sampled = { ...task, chain, sample: spread(task.recipe.rows) }
    mismatches += compareTensor(sampled, codec, readers, () => {}).mismatches
  }
  return mismatches
}

function spread(rows: number): Int32Array {
  const count = Math.min(ROWS, rows)
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count))
}
