import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Finding } from '../../model/finding.ts'
import { UsageError } from '../../model/usage-error.ts'
import { place } from '../../report/place.ts'
import { ruleById, rules } from '../../rules.ts'
import { didYouMean } from '../../text/closest.ts'
import { painter, type Paint } from '../../text/paint.ts'
import { visible } from '../../text/visible.ts'
import { wrap } from '../../text/wrap.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { reportOf } from '../report-of.ts'
import { rulePage } from '../rule-page.ts'
import { configOf } from '../scan-config.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'

export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const [wanted = ''] = args
  const paint = painter(wantsColour((options['color'] ?? 'auto') as ColourChoice, io.stdout, io.env))
  const look = { paint, width: widthOf(io.stdout, io.env) }
  const rule = ruleById(wanted)
  if (rule) {
    await io.print(rulePage(rule, look))
    return EXIT.allowed
  }
  if (!/^[0-9a-f]{4,32}$/.test(wanted))
    throw new UsageError(
      `there is no rule ${visible(wanted)}${didYouMean(
        wanted,
        rules.map((r) => r.id),
      )}, and it is no fingerprint`,
    )
  const matching = (await findingsOf(invocation)).filter((f) => f.fingerprint.startsWith(wanted))
  if (matching.length === 0) throw new UsageError(`there is no finding ${wanted} in what was scanned`)
  for (const finding of matching) {
    await io.print(findingPage(finding, look))
    const about = ruleById(finding.rule)
    if (about) await io.print(rulePage(about, look))
  }
  return EXIT.allowed
}

async function findingsOf({ args, options, io }: Invocation): Promise<readonly Finding[]> {
  const { report: file } = options
  if (typeof file === 'string') return savedFindings(resolve(io.cwd, file), file)
  const paths = args.length > 1 ? args.slice(1) : ['.']
  const config = await configOf(paths, options, io)
  const report = await reportOf({ paths, config, io, showCode: false, noWaivers: true })
  return report.findings
}

async function savedFindings(path: string, shownAs: string): Promise<readonly Finding[]> {
  const { reportSchema } = await import('../../report/schema.ts')
  try {
    const { findings, waived } = reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return [...findings, ...waived.map((w) => w.finding)]
  } catch (error) {
    throw new UsageError(`--report ${shownAs}: is no assay/report/1 that can be read`, { cause: error })
  }
}

function findingPage(finding: Finding, { paint, width }: { paint: Paint; width: number }): string {
  const { severity, confidence, message, at, evidence, remedy, subject, fingerprint } = finding
  const lines = evidence.flatMap((e) => [
    `  ${place(e.at)}`,
    ...wrap(visible(e.says), width - 4).map((line) => `    ${line}`),
    ...(e.excerpt === undefined ? [] : wrap(visible(e.excerpt), width - 6).map((line) => `      ${line}`)),
  ])
  return [
    ...wrap(visible(message), width).map((line) => paint(line, 'bold')),
    `${severity}, ${confidence}, at ${place(at)}`,
    `subject ${visible(subject)}`,
    `fingerprint ${fingerprint}`,
    '',
    'Evidence',
    ...lines,
    '',
    ...wrap(`→ ${visible(remedy)}`, width),
    '',
    '',
  ].join('\n')
}
