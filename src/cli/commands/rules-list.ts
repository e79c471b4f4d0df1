import { UsageError } from '../../model/usage-error.ts'
import { ruleGroups } from '../../rules.ts'
import { didYouMean } from '../../text/closest.ts'
import { painter } from '../../text/paint.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { wantsColour, type ColourChoice } from '../terminal.ts'

export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [id] = args
  const groups = id === undefined ? ruleGroups : ruleGroups.filter((g) => g.id === id)
  if (groups.length === 0) {
    const ids = ruleGroups.map((g) => g.id)
    throw new UsageError(`there are no rules of ${id}${didYouMean(id!, ids) || `: ${ids.join(', ')}`}`)
  }
  if (options['json'] === true) {
    await io.print(visibleJson(groups.flatMap((g) => g.rules.map((r) => ({ ...text(r), format: g.id })))))
    return EXIT.allowed
  }
  const paint = painter(wantsColour((options['color'] ?? 'auto') as ColourChoice, io.stdout, io.env))
  const left = Math.max(...groups.flatMap((g) => g.rules.map((r) => r.id.length)))
  const blocks = groups.map(({ title, rules }) =>
    [
      paint(title, 'bold'),
      ...rules.map((r) => `  ${r.id.padEnd(left)}  ${r.severity.padEnd('critical'.length)}  ${r.title}`),
    ].join('\n'),
  )
  await io.print(`${blocks.join('\n\n')}\n`)
  return EXIT.allowed
}

/** A rule's text without its code. */
function text<T extends object>(rule: T): T {
  return Object.fromEntries(Object.entries(rule).filter(([, value]) => typeof value !== 'function')) as T
}
