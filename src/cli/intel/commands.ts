import type { CommandSpec } from '../command.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

/** What others know of packages, kept here so that nobody has to be asked. */
export const intelCommand: CommandSpec = {
  name: 'intel',
  summary: 'Advisories and threat intelligence, for use without a network',
  examples: [['assay intel update --from all.zip', 'an index of the advisories of an ecosystem']],
  commands: [
    {
      name: 'update',
      summary: 'Build the advisory index from OSV dumps',
      examples: [
        ['assay intel update --from PyPI/all.zip --from npm/all.zip', 'files that were fetched before'],
        ['assay intel update --from https://advisories.example/PyPI/all.zip', 'from a server'],
        ['assay intel update --from osv/ --to advisories.bin', 'a folder, to a file of its own'],
      ],
      arguments: [],
      groups: [
        {
          title: 'Sources',
          options: [
            {
              flags: '--from <source>',
              about: 'all.zip of OSV, folder of records, http(s) address; repeatable',
              repeats: true,
              isPath: true,
            },
            {
              flags: '--to <index>',
              about: 'file to write, instead of the one in the cache folder',
              isPath: true,
            },
          ],
        },
        {
          title: 'Report',
          options: [{ flags: '-f, --format <format>', about: 'table or json', choices: ['table', 'json'] }],
        },
        CONFIGURATION,
        GENERAL,
      ],
      load: async () => (await import('../commands/intel-update.ts')).run,
    },
  ],
}
