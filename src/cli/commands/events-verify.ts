import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkChain } from '../../integrity/guard/events/check-chain.ts'
import { UsageError } from '../../model/usage-error.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { stateFolder } from '../integrity/state-folder.ts'

/** `assay events verify`. */
export async function run({ options, io }: Invocation): Promise<ExitCode> {
  const { events } = options
  const log = typeof events === 'string' ? resolve(io.cwd, events) : join(stateFolder(io), 'loads.jsonl')
  let text: string
  try {
    text = readFileSync(log, 'latin1')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT') throw new UsageError(`the log cannot be read (${code})`, { cause: error })
    io.say('nothing was loaded under guard yet')
    return EXIT.nothing
  }
  const chain = checkChain(text.replace(/\n$/, '').split('\n'))
  if (options['format'] === 'json')
    await io.print(visibleJson({ schema: 'assay/load-log-check/1', ...chain }))
  else {
    const parts = [`${chain.events} ${chain.events === 1 ? 'event' : 'events'}`]
    if (chain.forks > 0) parts.push(`${chain.forks} at the same moment as another`)
    if (chain.continues) parts.push('continues a log that is elsewhere')
    await io.print(
      chain.problems.map(({ line, problem }) => `line ${line} ${problem}\n`).join('') +
        `${parts.join(', ')}: ${chain.problems.length === 0 ? 'the chain is whole' : 'the chain is broken'}\n`,
    )
  }
  return chain.problems.length === 0 ? EXIT.allowed : EXIT.denied
}
