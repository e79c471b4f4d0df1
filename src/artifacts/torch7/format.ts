import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { bytecode } from './rules/bytecode.ts'
import type { Torch7Facts } from './facts.ts'
import { type Collected, readObject } from './walk.ts'

export const torch7: Format<Torch7Facts> = {
  id: 'torch7',
  title: 'Lua Torch',
  extensions: ['.t7', '.th', '.net'],
  onLoad: 'code',
  rules: [bytecode],
  claims,
  *read({ bytes }, ctx) {
    const facts: Collected = { classes: [], functions: [] }
    let broken: unknown
    try {
      readObject(bytes, facts, () => ctx.checkpoint())
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}

/** An object of a class with a version, a table whose first key is a string or a number, or a function with Lua's mark. */
function claims({ head }: Sample): Claim {
  if (head.length < 24) return 'no'
  const tag = head.readInt32LE(0)
  if (tag === 4)
    return /^V \d[\s\S]{4}(?:torch|nn|cudnn|cunn|nngraph|tds)\./.test(head.toString('latin1', 12, 64))
      ? 'yes'
      : 'no'
  if (tag === 3) return isTable(head) ? 'yes' : 'no'
  const mark = tag === 6 ? 8 : 12
  // oxlint-disable-next-line no-control-regex
  const isLua = /^(?:\x1bLJ|\x1bLua)/.test(head.toString('latin1', mark, mark + 4))
  return (tag === 6 || tag === 7 || tag === 8) && isLua ? 'yes' : 'no'
}

/** Number 1, a count, then a key: a string of letters, or the number 1. */
function isTable(head: Buffer): boolean {
  const count = head.readInt32LE(8)
  if (head.readInt32LE(4) !== 1 || count < 1 || count > 1_000_000) return false
  const key = head.readInt32LE(12)
  if (key === 1) return head.readDoubleLE(16) === 1
  const size = head.readInt32LE(16)
  return key === 2 && size > 0 && size <= 64 && /^[\w. -]+$/.test(head.toString('latin1', 20, 20 + size))
}
