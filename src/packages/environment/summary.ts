import { formatBytes, plural } from '../../text/sizes.ts'
import { shortened } from '../../text/visible.ts'
import type { ExaminedEnvironment } from './examine.ts'
import type { OwnedStartUp } from './judge-startup.ts'

const SHOWN = 10

/** What was looked at, what runs by itself, and what the result does not mean. */
export function environmentSummary(
  { layout, distributions, startUp, counts, notProven }: ExaminedEnvironment,
  path: string,
  verbose: boolean,
): readonly string[] {
  const kind = layout.kind.replace('-', ' ')
  const python = layout.configuration?.version ? ` of Python ${layout.configuration.version}` : ''
  const shown = verbose ? startUp : startUp.slice(0, SHOWN)
  return [
    `${path}: ${kind}${python}, ${plural(distributions.length, 'distribution')}, ` +
      `${plural(counts.verified, 'file')} as recorded (${formatBytes(counts.bytes)} hashed)`,
    ...(startUp.length > 0 ? ['', 'Whenever Python starts:'] : []),
    ...shown.map((entry) => `  ${startUpLine(entry, verbose)}`),
    ...(startUp.length > shown.length ? [`  and ${plural(startUp.length - shown.length, 'more line')}`] : []),
    '',
    'Not proven:',
    ...notProven.map((line) => `  ${line}`),
  ]
}

function startUpLine(
  { path, line, kind, text, modules, owner, superseded }: OwnedStartUp,
  verbose: boolean,
): string {
  const does = {
    code: modules.length > 0 ? `imports ${modules.join(', ')}` : 'runs code',
    call: `calls ${text}`,
    path: `adds ${text} to the search path`,
    module: 'is imported',
  }[kind]
  const whose = owner ? `${owner.name} ${owner.version}` : 'no distribution'
  const place = `${path.slice(path.lastIndexOf('/') + 1)}${line === undefined ? '' : `:${line}`}`
  const said = `${place} ${does} (${whose})${superseded ? ', passed over by Python 3.15 and later' : ''}`
  return verbose ? said : shortened(said, 160)
}
