import { CONFIDENCES, SEVERITIES } from '../model/severity.ts'
import { PRESETS } from '../policy/policy.ts'
import { REPORT_FORMATS } from '../report/reporters.ts'
import type { OptionGroup } from './command.ts'
import { BELIEVED } from './lineage/believed-options.ts'

export const GENERAL: OptionGroup = {
  title: 'General',
  options: [
    { flags: '--color <when>', about: 'auto, always or never', choices: ['auto', 'always', 'never'] },
    { flags: '-v, --verbose', about: 'nothing folded or shortened; stack traces' },
    { flags: '-q, --quiet', about: 'nothing on standard error but errors' },
    { flags: '-h, --help', about: 'this page' },
  ],
}

export const CONFIGURATION: OptionGroup = {
  title: 'Configuration',
  options: [
    { flags: '--config <file>', about: 'instead of the assay.yml found upwards', isPath: true },
    { flags: '--no-config', about: 'no configuration file' },
  ],
}

export const SCAN_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Report',
    options: [
      { flags: '-f, --format <format>', about: REPORT_FORMATS.join(', '), choices: REPORT_FORMATS },
      {
        flags: '-o, --output <format=file>',
        about: 'also write a report to a file; repeatable',
        repeats: true,
        isPath: true,
      },
      { flags: '--show-code', about: 'print what pickles would run' },
      { flags: '--show-waived', about: 'list accepted findings' },
    ],
  },
  {
    title: 'Policy',
    options: [
      {
        flags: '--fail-on <severity>',
        about: `least that is denied: ${SEVERITIES.join(', ')}`,
        choices: SEVERITIES,
      },
      { flags: '--min-severity <severity>', about: 'leave out findings below', choices: SEVERITIES },
      {
        flags: '--min-confidence <level>',
        about: `leave out less sure ones: ${CONFIDENCES.join(', ')}`,
        choices: CONFIDENCES,
      },
      { flags: '--preset <name>', about: PRESETS.join(', '), choices: PRESETS },
      { flags: '--strict', about: 'what could not be read leaves the decision open (exit 3)' },
      { flags: '--exit-zero', about: 'report only: exit 0 whatever is found' },
      { flags: '--waivers <file>', about: 'accepted findings, instead of waivers.yml', isPath: true },
      { flags: '--no-waivers', about: 'accept nothing' },
      { flags: '--baseline <report.json>', about: 'only what is new since that report', isPath: true },
      ...BELIEVED,
    ],
  },
  {
    title: 'Work',
    options: [
      { flags: '--workers <n>', about: 'files read at the same time' },
      {
        flags: '--limit <name=value>',
        about: 'depth, members, bytes, ratio or time; repeatable',
        repeats: true,
      },
      { flags: '--no-cache', about: 'hash every file again' },
      { flags: '--no-progress', about: 'no progress on a terminal' },
    ],
  },
  CONFIGURATION,
  GENERAL,
]
