import { UsageError } from '../../model/usage-error.ts'
import { ruleById, rules } from '../../rules.ts'
import { didYouMean } from '../../text/closest.ts'
import { painter } from '../../text/paint.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { rulePage } from '../rule-page.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'

export async function run({ args: [id = ''], options, io }: Invocation): Promise<ExitCode> {
  const rule = ruleById(id)
  if (!rule)
    throw new UsageError(
      `there is no rule ${id}${
        didYouMean(
          id,
          rules.map((r) => r.id),
        ) || ', see assay rules list'
      }`,
    )
  const paint = painter(wantsColour((options['color'] ?? 'auto') as ColourChoice, io.stdout, io.env))
  await io.print(rulePage(rule, { paint, width: widthOf(io.stdout, io.env) }))
  return EXIT.allowed
}
