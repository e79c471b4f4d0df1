import type { Bytes } from '../../model/entry.ts'
import { recogniseMagic } from '../../bytes/magic.ts'
import type { Flaw } from './facts.ts'
import type { Header } from './header.ts'
import { addFlaw } from './header.ts'

/** Bytes of the file that no tensor accounts for. */
export interface Unclaimed {
  readonly kind: 'hole' | 'trailing-data'
  readonly start: number
  readonly end: number
}

const LISTED_HOLES = 32

/**
 * Compares the tensors with the data behind the header: the format leaves no byte over and gives none twice.
 * @param dataStart offset of the data in the file
 */
export function checkCoverage(header: Header, dataStart: number, bytes: Bytes): Unclaimed[] {
  const unclaimed: Unclaimed[] = []
  const dataLength = bytes.size - dataStart
  let reached = 0
  let previous = 0
  for (const { start, end, declaredAt } of header.spans.sorted()) {
    if (!(end >= start)) {
      addFlaw(header, 'bad-number', `a tensor runs from ${start} to ${end}`, declaredAt)
      continue
    }
    if (end > dataLength)
      addFlaw(header, 'past-the-end', `a tensor ends at ${end}, the data has ${dataLength} bytes`, declaredAt)
    if (start < reached && end > start)
      addFlaw(
        header,
        'overlap',
        `a tensor begins at ${start}, inside the one that ends at ${reached}`,
        declaredAt,
      )
    if (start > reached && reached < dataLength && unclaimed.length < LISTED_HOLES)
      unclaimed.push({
        kind: 'hole',
        start: dataStart + reached,
        end: dataStart + Math.min(start, dataLength),
      })
    reached = Math.max(reached, end)
    previous = end
  }
  if (previous < dataLength && reached < dataLength)
    unclaimed.push({ kind: 'trailing-data', start: dataStart + reached, end: bytes.size })
  for (const gap of unclaimed) header.flaws.push(unclaimedFlaw(gap, bytes))
  return unclaimed
}

function unclaimedFlaw({ kind, start, end }: Unclaimed, bytes: Bytes): Flaw {
  const where = kind === 'hole' ? 'between tensors' : 'behind the last tensor'
  const content = recogniseMagic(bytes.read(start, Math.min(end - start, 4096)))
  const says = `${end - start} bytes ${where} belong to none${content ? ` and begin like ${content}` : ''}`
  return { kind, says, start, end, ...(content && { content }) }
}
