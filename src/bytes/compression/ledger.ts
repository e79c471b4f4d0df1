import type { Context } from '../../model/context.ts'
import { overLimit } from '../../model/read-error.ts'

interface Ledger {
  /** Size of the largest source that was decompressed: the file on disk, or nearly all of it. */
  source: number
  /** Decompressed from the file on disk over all depths. */
  inflated: number
  /** Decompressed bytes held in memory now. */
  held: number
  /** Containers that were entered. */
  containers: number
  spent: boolean
}

/** Containers in one file on disk that are entered whatever its size, and bytes of the file that earn one more. */
const CONTAINERS = 4000
const BYTES_PER_CONTAINER = 1024

const ledgers = new WeakMap<Context, Ledger>()

function ledgerOf(ctx: Context): Ledger {
  let ledger = ledgers.get(ctx)
  if (ledger === undefined) {
    ledger = { source: 0, inflated: 0, held: 0, containers: 0, spent: false }
    ledgers.set(ctx, ledger)
  }
  return ledger
}

/** The first and largest source is what the ratio of the whole file is held against. */
export function noteSource(ctx: Context, size: number): void {
  const ledger = ledgerOf(ctx)
  if (ledger.inflated === 0) ledger.source = Math.max(ledger.source, size)
}

/**
 * Says how large the container is whose members follow. Small archives that hold copies of smaller ones multiply without inflating to much, so containers are counted too.
 */
export function enterContainer(ctx: Context, size: number): void {
  const ledger = ledgerOf(ctx)
  noteSource(ctx, size)
  refuseWhenSpent(ctx)
  if (++ledger.containers <= CONTAINERS + ledger.source / BYTES_PER_CONTAINER) return
  ledger.spent = true
  throw overLimit(`holds more than ${CONTAINERS} containers inside each other (an archive bomb)`)
}

/**
 * Counts output of one stream, and of all streams together against the file on disk: a thousand small
 * bombs in one archive are one large one. Once a bound is passed no stream of that file goes on.
 */
export function countInflated(ctx: Context, n: number, streamIn: number, streamOut: number): void {
  const ledger = ledgerOf(ctx)
  refuseWhenSpent(ctx)
  ledger.inflated += n
  const { ratio, ratioFloor } = ctx.limits
  try {
    ctx.checkpoint()
    ctx.countInflated(n, streamIn, streamOut)
    if (ledger.inflated > ratioFloor && ledger.inflated > ratio * Math.max(1, ledger.source))
      throw overLimit(`inflates to more than ${ratio} times its size (a decompression bomb)`)
  } catch (error) {
    ledger.spent = true
    throw error
  }
}

/** Containers ask before each member, so that a bomb leaves one gap and not one for each member. */
export function refuseWhenSpent(ctx: Context): void {
  if (ledgerOf(ctx).spent) throw overLimit('not decompressed: the limits of this file are used up')
}

/** Takes `n` bytes of the memory that decompressed members of one file may hold together; false when it is used up. */
export function holdMemory(ctx: Context, n: number, limit: number): boolean {
  const ledger = ledgerOf(ctx)
  if (ledger.held + n > limit) return false
  ledger.held += n
  return true
}

export function releaseMemory(ctx: Context, n: number): void {
  ledgerOf(ctx).held -= n
}
