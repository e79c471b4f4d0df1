import type { CommandSpec, OptionGroup } from './command.ts'
import { eventsCommand } from './guard/commands.ts'
import { integrityCommands } from './integrity/commands.ts'
import { intelCommand } from './intel/commands.ts'
import { packagesCommand } from './packages/commands.ts'
import { CONFIGURATION, GENERAL, SCAN_GROUPS } from './options.ts'
import { deriveCommand } from './lineage/commands.ts'
import { sbomCommand } from './sbom/commands.ts'

const general: readonly OptionGroup[] = [GENERAL]

/** Every command, in the order of the help. A command's code is loaded when it is called. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'scan',
    summary: 'Say what model files are, what they could do when loaded, and whether they may',
    examples: [
      ['assay scan', 'everything under this folder'],
      ['assay scan model.pt ~/models', 'files and folders'],
      ['curl -sL $URL | assay scan -', 'standard input'],
      ['assay scan . --output sarif=assay.sarif', 'a report for a program as well'],
    ],
    arguments: [{ name: '[path...]', about: 'files, folders, archives, caches; - is standard input' }],
    groups: SCAN_GROUPS,
    load: async () => (await import('./commands/scan.ts')).run,
  },
  sbomCommand,
  ...integrityCommands,
  eventsCommand,
  deriveCommand,
  packagesCommand,
  intelCommand,
  {
    name: 'rules',
    summary: 'What Assay looks for',
    examples: [
      ['assay rules list', 'every rule'],
      ['assay rules show safetensors-layout', 'one rule in full'],
    ],
    commands: [
      {
        name: 'list',
        summary: 'Every rule with its severity',
        examples: [['assay rules list pickle', 'the rules of one format']],
        arguments: [{ name: '[format]', about: 'only the rules of this format' }],
        groups: [{ title: 'Output', options: [{ flags: '--json', about: 'for a program' }] }, GENERAL],
        load: async () => (await import('./commands/rules-list.ts')).run,
      },
      {
        name: 'show',
        summary: 'One rule: what it looks for, why, and what to do',
        examples: [['assay rules show safetensors-layout', 'its page']],
        arguments: [{ name: '<rule>', about: 'id of the rule' }],
        groups: general,
        load: async () => (await import('./commands/rules-show.ts')).run,
      },
    ],
  },
  {
    name: 'explain',
    summary: 'Explain a rule, or one finding with all of its evidence',
    examples: [
      ['assay explain safetensors-layout', 'a rule'],
      ['assay explain 3f2a9c1e --report report.json', 'a finding of a JSON report'],
      ['assay explain 3f2a9c1e model.pt', 'a finding of a file that is scanned again'],
    ],
    arguments: [
      { name: '<finding-or-rule>', about: 'fingerprint (its start is enough) or id of a rule' },
      { name: '[path...]', about: 'what to scan for the finding' },
    ],
    groups: [
      {
        title: 'Source',
        options: [
          { flags: '--report <file>', about: 'take the finding from this JSON report', isPath: true },
        ],
      },
      GENERAL,
    ],
    load: async () => (await import('./commands/explain.ts')).run,
  },
  {
    name: 'config',
    summary: 'The configuration in force',
    examples: [['assay config show', 'every setting and where its value comes from']],
    commands: [
      {
        name: 'show',
        summary: 'Every setting, its value and where the value comes from',
        examples: [['assay config show models/', 'as a scan of that folder would see it']],
        arguments: [{ name: '[path...]', about: 'what would be scanned' }],
        groups: [CONFIGURATION, GENERAL],
        load: async () => (await import('./commands/config-show.ts')).run,
      },
    ],
  },
  {
    name: 'doctor',
    summary: 'Check that Assay can do its work here',
    examples: [['assay doctor', 'Node, configuration, waivers, cache, terminal']],
    arguments: [],
    groups: [CONFIGURATION, GENERAL],
    load: async () => (await import('./commands/doctor.ts')).run,
  },
  {
    name: 'completion',
    summary: 'Completion for a shell',
    examples: [
      ['source <(assay completion bash)', 'in ~/.bashrc'],
      ['assay completion zsh > "${fpath[1]}/_assay"', 'once'],
      ['assay completion fish > ~/.config/fish/completions/assay.fish', 'once'],
    ],
    arguments: [{ name: '<shell>', about: 'bash, zsh or fish' }],
    groups: general,
    load: async () => (await import('./commands/completion.ts')).run,
  },
]
