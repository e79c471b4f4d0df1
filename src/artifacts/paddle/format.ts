import { claimBudget, shapeOf } from '../../bytes/protobuf/shape.ts'
import { WireReader } from '../../bytes/protobuf/wire.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { PaddleFacts } from './facts.ts'
import { type Collected, readPir, readProgram } from './program.ts'
import { outsideEffect } from './rules/outside-effect.ts'

export const paddle: Format<PaddleFacts> = {
  id: 'paddle',
  title: 'PaddlePaddle program',
  extensions: ['.pdmodel'],
  onLoad: 'code',
  rules: [outsideEffect],
  claims,
  *read({ bytes }, ctx) {
    const container = isPir(bytes.read(0, 4096)) ? 'pir' : 'program'
    const facts: Collected = { container, operators: [], nodes: 0 }
    const tick = (): void => ctx.checkpoint()
    let broken: unknown
    try {
      if (container === 'pir') {
        if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a program of ${bytes.size} bytes`)
        readPir(bytes.read(0, bytes.size).toString('utf8'), facts, tick)
      } else readProgram(new WireReader(bytes, tick), facts)
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}

function isPir(head: Buffer): boolean {
  return /^\s*\{\s*"base_code"\s*:\s*\{[^{}]{0,400}"magic"\s*:\s*"pir"/.test(head.toString('latin1'))
}

/** Blocks with an index and a parent index, and operators that have a type. */
function claims({ head, bytes }: Sample): Claim {
  if (head.length < 4) return 'no'
  if (isPir(head)) return 'yes'
  const reader = new WireReader(bytes, claimBudget(), head)
  const blocks = shapeOf(reader, reader.whole).seen.get('1:2') ?? []
  const isBlock = blocks.some((block) => {
    const { seen } = shapeOf(reader, block)
    if (!seen.has('1:0') || !seen.has('2:0')) return false
    const hasOperator = (seen.get('4:2') ?? []).some((operator) => {
      const type = shapeOf(reader, operator).seen.get('3:2')?.at(-1)
      return type !== undefined && /^[a-z][\w.]*$/.test(reader.text(type, 128))
    })
    return hasOperator
  })
  return isBlock ? 'yes' : 'no'
}
