import type { ReportOptions } from '../report/reporter.ts'
import { rules } from '../rules.ts'
import type { Invocation } from './command.ts'
import { wantsColour, widthOf, type ColourChoice } from './terminal.ts'
import { homepage } from './version.ts'

/** How a report is to look on standard output, or in a file, which is never coloured unless asked for. */
export function reportOptions({ options, io }: Invocation, prefix: string, isStdout: boolean): ReportOptions {
  const choice = (options['color'] ?? 'auto') as ColourChoice
  const home = homepage()
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    colour: isStdout ? wantsColour(choice, io.stdout, io.env) : choice === 'always',
    width: widthOf(io.stdout, io.env),
    showWaived: options['showWaived'] === true,
    verbose: options['verbose'] === true,
    prefix,
    ...(home !== undefined && { homepage: home }),
  }
}
