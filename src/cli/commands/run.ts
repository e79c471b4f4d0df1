import type { Invocation } from '../command.ts'
import type { ExitCode } from '../exit-codes.ts'

/** `assay run`. */
export async function run({ io }: Invocation): Promise<ExitCode> {
  io.say('not here yet')
  throw new Error('run is not here yet')
}
