import { BOM_FORMS } from '../../sbom/forms.ts'
import type { CommandSpec, OptionSpec } from '../command.ts'
import { BELIEVED } from '../lineage/believed-options.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

const FORM: OptionSpec = {
  flags: '-f, --format <format>',
  about: `${BOM_FORMS.join(', ')}; cyclonedx is 1.7`,
  choices: BOM_FORMS,
}
const OUTPUT: OptionSpec = {
  flags: '-o, --output <format=file>',
  about: 'also write it to a file; repeatable',
  repeats: true,
  isPath: true,
}

/** The bill of materials: made, kept up to date, compared, checked. */
export const sbomCommand: CommandSpec = {
  name: 'sbom',
  summary: 'The AI bill of materials: all that a system is made of, with evidence',
  examples: [
    ['assay sbom', 'of this folder, CycloneDX 1.7'],
    ['assay sbom --format spdx ~/project', 'SPDX 3.0.1'],
    ['assay sbom --update sbom.cdx.json', 'keep a document up to date'],
    ['assay sbom --update sbom.cdx.json --check', 'fail when it is out of date'],
    ['assay sbom diff old.json new.json', 'what changed'],
  ],
  arguments: [{ name: '[path]', about: 'a repository, model folder, cache or environment; this folder' }],
  groups: [
    {
      title: 'Document',
      options: [
        FORM,
        OUTPUT,
        {
          flags: '--update <file>',
          about: 'write the next version of this document if anything changed; the first if it is not there',
          isPath: true,
        },
        { flags: '--check', about: 'with --update: write nothing, exit 1 when it is out of date' },
        { flags: '--strict', about: 'exit 3 when something could not be read' },
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
  ],
  load: async () => (await import('../commands/sbom.ts')).run,
  commands: [
    {
      name: 'diff',
      summary: 'What changed between two documents, and what of it matters to security',
      examples: [
        ['assay sbom diff old.json new.json', 'for a terminal'],
        ['assay sbom diff --format markdown old.json new.json', 'for a pull request'],
        ['assay sbom diff --fail-on security old.json new.json', 'exit 1 when somebody should look'],
      ],
      arguments: [
        { name: '<old>', about: 'CycloneDX or SPDX' },
        { name: '<new>', about: 'CycloneDX or SPDX' },
      ],
      groups: [
        {
          title: 'Comparison',
          options: [
            {
              flags: '-f, --format <format>',
              about: 'table, markdown or json',
              choices: ['table', 'markdown', 'json'],
            },
            {
              flags: '--fail-on <what>',
              about: 'exit 1 for security-relevant changes, or for any; nothing else',
              choices: ['security', 'any', 'none'],
            },
          ],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/sbom-diff.ts')).run,
    },
    {
      name: 'validate',
      summary: 'Check a document by the official schema and by what no schema can say',
      examples: [
        ['assay sbom validate sbom.cdx.json', 'CycloneDX 1.4 to 1.7'],
        ['assay sbom validate sbom.spdx.json --schema spdx.schema.json', 'SPDX 3.0.1 with its schema'],
      ],
      arguments: [{ name: '<file>', about: 'CycloneDX or SPDX' }],
      groups: [
        {
          title: 'Check',
          options: [
            { flags: '-f, --format <format>', about: 'table or json', choices: ['table', 'json'] },
            {
              flags: '--schema <file>',
              about: 'the official JSON Schema; of SPDX none is built in',
              isPath: true,
            },
          ],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/sbom-validate.ts')).run,
    },
    {
      name: 'score',
      summary: 'How complete a document is, in three numbers',
      examples: [['assay sbom score sbom.cdx.json', 'three numbers, and what is missing']],
      arguments: [{ name: '<file>', about: 'CycloneDX or SPDX' }],
      groups: [
        {
          title: 'Score',
          options: [{ flags: '-f, --format <format>', about: 'table or json', choices: ['table', 'json'] }],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/sbom-score.ts')).run,
    },
    {
      name: 'merge',
      summary: 'One document of several',
      examples: [['assay sbom merge service.json training.json --name product', 'to standard output']],
      arguments: [{ name: '<file...>', about: 'CycloneDX or SPDX' }],
      groups: [
        {
          title: 'Document',
          options: [FORM, OUTPUT, { flags: '--name <name>', about: 'of the system that they are parts of' }],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/sbom-merge.ts')).run,
    },
  ],
}
