import { memoryBytes } from '../../bytes/bytes.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim } from '../../model/format.ts'
import { Evidence } from './machine/evidence.ts'
import { Machine } from './machine/machine.ts'
import { isOpcode } from './opcodes.ts'
import { actsPlausibly } from './plausible.ts'
import { unwatched } from './stream.ts'

/**
 * `yes` for a protocol header, and for text protocols whose first bytes already name a global.
 * `maybe` for all else: junk may stand before a stream, and a stream of plain data looks like text.
 */
export function claims({ head }: Sample): Claim {
  if (head.length < 2) return 'no'
  if (hasHeader(head)) return 'yes'
  if (!isOpcode(head[0]!) || isZip(head)) return 'maybe'
  const evidence = new Evidence()
  const walk = new Machine(memoryBytes(head), unwatched).run(0, evidence)
  return actsPlausibly({ walk, evidence }) ? 'yes' : 'maybe'
}

export function hasHeader(head: Uint8Array): boolean {
  return head[0] === 0x80 && (head[1] ?? 255) <= 5 && isOpcode(head[2] ?? 0)
}

/**
 * `PK…` is also PERSID with an id of everything up to a newline. Python's loader stops at it, and torch's takes
 * a zip for a zip: member names and weights behind it are no pickle to anyone.
 */
function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) < 8 && (head[3] ?? 0) < 9
}
