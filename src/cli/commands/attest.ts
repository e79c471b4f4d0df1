import type { Invocation } from '../command.ts'
import type { ExitCode } from '../exit-codes.ts'

/** `assay attest`. */
export async function run({ io }: Invocation): Promise<ExitCode> {
  io.say('not here yet')
  throw new Error('attest is not here yet')
}
