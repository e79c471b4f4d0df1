import { resolve } from 'node:path'
import { derive } from '../../lineage/derive.ts'
import { openModel } from '../../lineage/files/open-model.ts'
import { CHAINS } from '../../lineage/mapping/recipe.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import { UsageError } from '../../model/usage-error.ts'
import { createContext } from '../../scan/budget.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

/** `assay derive CANDIDATE --from OFFICIAL`. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [name] = args
  const { from } = options
  if (name === undefined) throw new UsageError('name a candidate: assay derive m.gguf --from official/')
  if (typeof from !== 'string') throw new UsageError('--from: name the official weights')
  const ctx = createContext({ limits: DEFAULT_LIMITS, signal: io.signal, clock: () => io.clock() })
  const candidate = await openModel(resolve(io.cwd, name), name, ctx)
  const reference = await openModel(resolve(io.cwd, from), from, ctx)
  const result = await derive({
    candidate,
    reference,
    chain: CHAINS.find((c) => c === options['chain']) ?? 'auto',
    workers: 2,
    signal: io.signal,
  })
  await io.print(visibleJson(result))
  return result.level === 'L0' ? EXIT.denied : EXIT.allowed
}
