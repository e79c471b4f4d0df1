import type { Invocation } from '../command.ts'
import type { ExitCode } from '../exit-codes.ts'

/** `assay sign`. */
export async function run({ io }: Invocation): Promise<ExitCode> {
  io.say('not here yet')
  throw new Error('sign is not here yet')
}
