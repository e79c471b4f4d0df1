import { memoryBytes } from '../../src/bytes/bytes.ts'
import { discoverers } from '../../src/discoverers.ts'
import { formats } from '../../src/formats.ts'
import { DEFAULT_LIMITS, MiB, type Limits } from '../../src/model/context.ts'
import { createContext } from '../../src/scan/budget.ts'
import { inspect, NotPrepared, type Inspection, type Purpose } from '../../src/scan/inspect.ts'
import { escapedSecret } from './canaries.ts'
import { tryProof } from './proofs/try-proof.ts'
import { tryDocumentsOf } from './try-documents-of.ts'
import { tryDocument } from './try-document.ts'
import type { Seed } from './seeds.ts'
import { tryModel } from './weights/try-model.ts'

const FUZZ_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  inflatedBytes: 256 * MiB,
  ratioFloor: 16 * MiB,
  members: 20_000,
}
/** Milliseconds of this thread: what else the machine does is no defect. */
const HANG: Readonly<Record<Seed['kind'], number>> = {
  bytes: 2000,
  text: 2000,
  document: 2000,
  // They are small, and read where somebody waits.
  proof: 1000,
  model: 1000,
}

/** Why an input is a defect of ours, or undefined. */
export async function trial(input: Seed, isMutant: boolean): Promise<string | undefined> {
  const first = await timed(input, isMutant)
  if (first.defect !== undefined || first.took <= HANG[input.kind]) return first.defect
  // The first of its kind waits for what is loaded or compiled only then.
  const { defect, took } = await timed(input, isMutant)
  return defect ?? (took > HANG[input.kind] ? `took ${Math.round(took)} ms` : undefined)
}

async function timed(
  input: Seed,
  isMutant: boolean,
): Promise<{ readonly defect: string | undefined; readonly took: number }> {
  const started = process.threadCpuUsage()
  let defect: string | undefined
  try {
    defect = await tried(input, isMutant)
  } catch (error) {
    defect = `an exception got out: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
  const { user, system } = process.threadCpuUsage(started)
  return { defect, took: (user + system) / 1000 }
}

async function tried(input: Seed, isMutant: boolean): Promise<string | undefined> {
  switch (input.kind) {
    case 'document':
      return tryDocument(input)
    case 'proof':
      return tryProof(input)
    case 'model':
      return tryModel(input)
    default:
      return tryFile(input, isMutant)
  }
}

async function tryFile(input: Seed, isMutant: boolean): Promise<string | undefined> {
  // Judging reads all that an inventory reads; what differs is which format answers where none is sure.
  const purpose: Purpose = input.bytes.length % 4 === 0 ? 'inventory' : 'judge'
  const inspection = await prepared(() => inspected(input, purpose))
  const { gaps, sightings } = inspection
  const crash = gaps.find((g) => g.reason === 'crashed')
  if (crash) return `an exception got out: ${crash.detail}`
  const secret = escapedSecret([gaps, sightings], isMutant)
  if (secret !== undefined) return `a secret got out: ${secret}`
  // Writing takes longer than reading: one in some, which a longer input may be.
  return sightings.length > 0 && input.bytes.length % 16 === 0 ? tryDocumentsOf(inspection) : undefined
}

async function prepared<Result>(run: () => Result): Promise<Result> {
  for (;;) {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof NotPrepared)) throw error
      await error.prepare()
    }
  }
}

function inspected({ path, bytes }: Seed, purpose: Purpose): Inspection {
  const data = memoryBytes(bytes)
  const ctx = createContext({
    limits: FUZZ_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(),
  })
  try {
    return inspect({ path, open: () => data }, { formats, discoverers, ctx, showCode: false, purpose })
  } finally {
    ctx.dispose()
  }
}
