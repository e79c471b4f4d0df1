import type { BlockFormat } from './block-format.ts'
import { checkRows, residualRows } from './check-rows.ts'
import { kQuantFormats } from './k-quant-formats.ts'
import { checkNumberRows } from './number-rows.ts'
import { NUMBER_TYPES } from './number-types.ts'
import { assemble } from './wasm/assemble.ts'
import { instantiate } from './workspace.ts'
import { zeroFormats } from './zero-formats.ts'

/**
 * Compares rows in the memory of `workspace.ts` and gives what the codec of the type gives, bit for bit, straight from
 * the bytes of a reference.
 */
export interface Kernel {
  /** Compares `rows` rows of `perRow` blocks each; `stats` has STATS columns a row, and zeros before. */
  check(reference: number, blocks: number, stats: number, rows: number, perRow: number): void
  /** The residual of `count` blocks in steps, float32. Absent where the codec has none. */
  readonly residual?: (reference: number, blocks: number, out: number, count: number) => void
}

const FORMATS: ReadonlyMap<string, BlockFormat> = new Map(
  [...kQuantFormats, ...zeroFormats].map((format) => [format.type, format]),
)

/** Types of candidates that have kernels. */
export const KERNEL_TYPES: readonly string[] = [...FORMATS.keys(), ...NUMBER_TYPES.keys()]

const made = new Map<string, Kernel | undefined>()

/** The kernel for a type of the candidate and one of the reference; undefined where only the codec can do it. */
export function kernelFor(type: string, reference: string): Kernel | undefined {
  const key = `${type} ${reference}`
  if (!made.has(key)) made.set(key, make(type, reference))
  return made.get(key)
}

function make(type: string, reference: string): Kernel | undefined {
  const numbers = NUMBER_TYPES.get(reference)
  const format = FORMATS.get(type)
  const stored = NUMBER_TYPES.get(type)
  if (!numbers) return undefined
  if (stored) return { check: instantiate(assemble({ check: checkNumberRows(stored, numbers) }))['check']! }
  if (!format) return undefined
  const { check, residual } = instantiate(
    assemble({ check: checkRows(format, numbers), residual: residualRows(format, numbers) }),
  )
  return { check: check!, residual: residual! }
}
