import { UsageError } from '../../model/usage-error.ts'
import { didYouMean } from '../../text/closest.ts'
import type { Invocation } from '../command.ts'
import { commands } from '../commands.ts'
import { bash } from '../completion/bash.ts'
import { fish } from '../completion/fish.ts'
import { zsh } from '../completion/zsh.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

const shells = { bash, zsh, fish } as const

export async function run({ args: [name = ''], io }: Invocation): Promise<ExitCode> {
  const names = Object.keys(shells)
  const script = Object.entries(shells).find(([shell]) => shell === name)?.[1]
  if (!script)
    throw new UsageError(`there is no completion for ${name}${didYouMean(name, names)}: ${names.join(', ')}`)
  await io.print(script(commands))
  return EXIT.allowed
}
