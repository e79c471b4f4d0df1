import { join, resolve } from 'node:path'
import { deliverEvents } from '../../intel/events/deliver.ts'
import { ReadError } from '../../model/read-error.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { stateFolder } from '../integrity/state-folder.ts'
import { configOf } from '../scan-config.ts'

/** `assay events push`. */
export async function run({ options, io }: Invocation): Promise<ExitCode> {
  const { values } = await configOf(['.'], options, io)
  const { url: given, events } = options
  const url = typeof given === 'string' ? given : values['events-url']
  if (url === undefined)
    throw new UsageError('no server: --url, events-url in assay.yml, or ASSAY_EVENTS_URL names one')
  const log = typeof events === 'string' ? resolve(io.cwd, events) : join(stateFolder(io), 'loads.jsonl')
  const token = io.env['ASSAY_EVENTS_TOKEN']
  try {
    const { sent, problem } = await deliverEvents({ log, url, signal: io.signal, ...(token && { token }) })
    if (problem !== undefined) io.say(`${problem}; what is left is delivered next time`)
    else if (options['quiet'] !== true) io.say(`${sent} ${sent === 1 ? 'event' : 'events'} delivered`)
    return problem === undefined ? EXIT.allowed : EXIT.failed
  } catch (error) {
    if (error instanceof ReadError) throw new UsageError(`the address of the server ${error.message}`)
    throw error
  }
}
