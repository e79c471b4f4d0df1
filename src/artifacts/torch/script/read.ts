import type { Context } from '../../../model/context.ts'
import { MiB } from '../../../model/context.ts'
import type { Bytes } from '../../../model/entry.ts'
import { overLimit } from '../../../model/read-error.ts'
import type { CodeUse, CustomNamespace } from '../facts.ts'
import {
  customNamespace,
  DANGEROUS_OPERATORS,
  dangerousOperator,
  loadsLibrary,
  operatorOf,
} from './operators.ts'
import { namesUsed } from './uses.ts'

const MAX_SOURCE = 16 * MiB
const MAX_USES = 200

export interface ScriptReading {
  readonly uses: CodeUse[]
  readonly custom: Map<string, CustomNamespace>
}

/** Finds in one TorchScript source what reaches outside of tensors. */
export function readScript(member: string, bytes: Bytes, ctx: Context, found: ScriptReading): void {
  ctx.checkpoint()
  if (bytes.size > MAX_SOURCE) throw overLimit(`a TorchScript source of ${bytes.size} bytes`)
  for (const { name, line, argument } of namesUsed(bytes.read(0, bytes.size).toString('utf8'))) {
    const operator = operatorOf(name)
    const does = loadsLibrary(name) ? 'loads a native library' : operator && dangerousOperator(operator)
    if (does !== undefined && does !== '' && found.uses.length < MAX_USES)
      found.uses.push({ member, name, does, line, ...(argument === undefined ? {} : { argument }) })
    const namespace = loadsLibrary(name) ? undefined : customNamespace(name)
    if (namespace !== undefined && found.custom.size < MAX_USES && !found.custom.has(namespace))
      found.custom.set(namespace, { namespace, name, member, line })
  }
}

/**
 * The lite interpreter runs `bytecode.pkl` and not the sources. Its operator table holds plain strings, which its
 * unpickler cannot take apart, so that searching for them misses nothing.
 */
export function readBytecode(member: string, bytes: Bytes, found: ScriptReading): void {
  if (bytes.size > MAX_SOURCE) throw overLimit(`bytecode of ${bytes.size} bytes`)
  const data = bytes.read(0, bytes.size)
  for (const operator of DANGEROUS_OPERATORS) {
    if (!data.includes(operator) || found.uses.length >= MAX_USES) continue
    found.uses.push({ member, name: operator, does: dangerousOperator(operator) ?? '', line: 1 })
  }
}
