import type { Bytes } from '../../model/entry.ts'
import { decompile, decompileEffect } from './decompile.ts'
import { Evidence } from './machine/evidence.ts'
import { Machine } from './machine/machine.ts'

const MAX_STATEMENTS = 2000
const MAX_LINE = 1000

/** Python-like source of the stream at `start`: walks it once more and writes down each effect. */
export function sourceOf(bytes: Bytes, start: number): string {
  const lines: string[] = []
  const names = new Map<number, string>()
  const machine: Machine = new Machine(
    bytes,
    { checkpoint: () => {} },
    {
      onEffect: (effect) => {
        if (lines.length > MAX_STATEMENTS) return
        if (lines.length === MAX_STATEMENTS) {
          lines.push('…')
          return
        }
        const code = decompileEffect(effect, MAX_LINE, names)
        if (effect.kind !== 'call') {
          lines.push(code)
          return
        }
        const name = `_${names.size}`
        lines.push(`${name} = ${code}`)
        names.set(effect.call.at, name)
      },
    },
  )
  const walk = machine.run(start, new Evidence())
  const last = walk.stopped
    ? `return ${decompile(machine.value(walk.value), MAX_LINE, names)}`
    : `raise UnpicklingError  # at byte ${walk.error?.at ?? walk.end}: ${walk.error?.says ?? ''}`
  return [...lines, last].join('\n')
}
