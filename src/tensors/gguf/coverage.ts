import { recogniseMagic } from '../../bytes/magic.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Table } from './tensor-table.ts'
import { addFlaw, type Walked } from './walk.ts'

/** Bytes that no tensor and no padding accounts for. */
export interface Unclaimed {
  readonly kind: 'hole' | 'trailing-data'
  readonly start: number
  readonly end: number
}

const LISTED = 32
/** How much of an unclaimed range is looked at to tell padding from content. */
const PROBE = 64 * 1024

/** Compares the tensor table with the file. `dataStart` is where tensor offsets count from. */
export function checkCoverage(
  walked: Walked,
  table: Table,
  file: { bytes: Bytes; dataStart: number; alignment: number },
): Unclaimed[] {
  const { bytes, dataStart, alignment } = file
  const available = Math.max(0, bytes.size - dataStart)
  const unclaimed: Unclaimed[] = []
  let reached = 0
  for (const { start, end, declaredAt } of table.spans.sorted()) {
    if (start % alignment !== 0)
      addFlaw(
        walked,
        'alignment',
        `a tensor begins at ${start}, which is no multiple of ${alignment}`,
        declaredAt,
      )
    if (end > available)
      addFlaw(walked, 'past-the-end', `a tensor ends at ${end}, the data has ${available} bytes`, declaredAt)
    if (start < reached && end > start)
      addFlaw(
        walked,
        'overlap',
        `a tensor begins at ${start}, inside the one that ends at ${reached}`,
        declaredAt,
      )
    const padded = Math.ceil(reached / alignment) * alignment
    if (table.complete && start > padded && reached < available && unclaimed.length < LISTED)
      unclaimed.push({
        kind: 'hole',
        start: dataStart + reached,
        end: dataStart + Math.min(start, available),
      })
    reached = Math.max(reached, end)
  }
  if (table.complete && reached < available)
    unclaimed.push({ kind: 'trailing-data', start: dataStart + reached, end: bytes.size })
  const content = unclaimed.filter((gap) => !isPadding(gap, bytes))
  for (const gap of content) addUnclaimed(walked, gap, bytes)
  return content
}

function isPadding({ start, end }: Unclaimed, bytes: Bytes): boolean {
  const length = end - start
  if (bytes.read(start, Math.min(length, PROBE)).some((byte) => byte !== 0)) return false
  return length <= PROBE || !bytes.read(end - PROBE, PROBE).some((byte) => byte !== 0)
}

function addUnclaimed(walked: Walked, { kind, start, end }: Unclaimed, bytes: Bytes): void {
  const content = recogniseMagic(bytes.read(start, Math.min(end - start, 4096)))
  const where = kind === 'hole' ? 'between tensors' : 'behind the last tensor'
  const says = `${end - start} bytes ${where} belong to none${content ? ` and begin like ${content}` : ''}`
  walked.flaws.push({ kind, says, start, end, ...(content && { content }) })
}
