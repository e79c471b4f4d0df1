import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { checkLockFiles } from '../integrity/lock/check-lock-files.ts'
import { lockingDocument } from '../integrity/lock/lock-document.ts'
import { lockTable } from '../integrity/lock/lock-table.ts'
import { lockSettings } from '../integrity/lock/settings.ts'
import { updateLock } from '../integrity/lock/update-lock.ts'
import { refusalLines } from '../integrity/refusals.ts'
import { trustOptions } from '../integrity/trust-options.ts'
import type { Vouching } from '../integrity/vouching.ts'
import { configOf } from '../scan-config.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'

/** `assay lock [PATH…]`: pins every artifact by its digest and by who vouched for it. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const settings = lockSettings(invocation)
  const { values, warnings } = await configOf(args.length > 0 ? args : ['.'], options, io)
  for (const warning of warnings) io.say(`warning: ${warning}`)
  const { origin } = options
  const trust = trustOptions(invocation)
  // A check in force of habit, before every start, loads no reader of authorities.
  const ask = async (path: string): Promise<Vouching> => {
    const { vouch } = await import('../integrity/vouch.ts')
    return vouch(
      {
        path,
        against: settings.against,
        signatures: [],
        attestations: [],
        online: options['online'] === true,
        ...(typeof origin === 'string' && { origin }),
        trust,
        usesLock: false,
        values,
      },
      invocation,
    )
  }
  const result = settings.checks
    ? await checkLockFiles(
        { paths: args, settings, values, ...(settings.against.length > 0 && { vouch: ask }) },
        invocation,
      )
    : await updateLock({ paths: args, settings, vouch: ask, values }, invocation)

  for (const note of result.notes) io.say(note)
  io.stderr.write(refusalLines(result.refusals, settings.logFormat))
  if (settings.format === 'json') await io.print(visibleJson(lockingDocument(result)))
  else {
    const colour = wantsColour((options['color'] ?? 'auto') as ColourChoice, io.stdout, io.env)
    const table = { colour, width: widthOf(io.stdout, io.env), verbose: options['verbose'] === true }
    await io.print(lockTable(result, table))
  }
  if (result.outcome === 'refused') return EXIT.denied
  // Somebody was named and could not be heard: what is locked is not what was asked for.
  if (settings.against.length > 0 && result.gaps.length > 0) return EXIT.failed
  return result.lock?.artifacts.length === 0 ? EXIT.nothing : EXIT.allowed
}
