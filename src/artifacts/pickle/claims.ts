import { memoryBytes } from '../../bytes/bytes.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim } from '../../model/format.ts'
import { Evidence } from './machine/evidence.ts'
import { Machine } from './machine/machine.ts'
import { isOpcode } from './opcodes.ts'
import { namesPlausibly } from './plausible.ts'
import { unwatched } from './stream.ts'

/**
 * `yes` for a protocol header, and for text protocols whose first bytes already name a global.
 * `maybe` for all else: junk may stand before a stream, and a stream of plain data looks like text.
 */
export function claims({ head }: Sample): Claim {
  if (head.length < 2) return 'no'
  if (hasHeader(head)) return 'yes'
  if (!isOpcode(head[0]!)) return 'maybe'
  const evidence = new Evidence()
  new Machine(memoryBytes(head), unwatched).run(0, evidence)
  return namesPlausibly(evidence.globals()) ? 'yes' : 'maybe'
}

export function hasHeader(head: Uint8Array): boolean {
  return head[0] === 0x80 && (head[1] ?? 255) <= 5 && isOpcode(head[2] ?? 0)
}
