import type { Invocation } from '../command.ts'
import type { ExitCode } from '../exit-codes.ts'

/** `assay lock`. */
export async function run({ io }: Invocation): Promise<ExitCode> {
  io.say('not here yet')
  throw new Error('lock is not here yet')
}
