import type { CommandSpec, OptionGroup, OptionSpec } from '../command.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

const FORMAT: OptionSpec = {
  flags: '-f, --format <format>',
  about: 'table or json',
  choices: ['table', 'json'],
}
const REVIEW: OptionSpec = {
  flags: '-f, --format <format>',
  about: 'table, markdown or json',
  choices: ['table', 'markdown', 'json'],
}
const FAIL_ON: OptionSpec = {
  flags: '--fail-on <severity>',
  about: 'least that is denied: critical, high, medium, low, info',
  choices: ['critical', 'high', 'medium', 'low', 'info'],
}
const ADVISORIES: OptionSpec = {
  flags: '--advisories <index>',
  about: 'index made by assay intel update, instead of the one in the cache folder',
  isPath: true,
}
const STRICT: OptionSpec = {
  flags: '--strict',
  about: 'exit 3 when something is missing, stale or unreadable',
}

function report(...options: readonly OptionSpec[]): readonly OptionGroup[] {
  return [{ title: 'Report', options }, CONFIGURATION, GENERAL]
}

/** Packages of Python, conda and npm: where they come from, what is known of them, what they hold. */
export const packagesCommand: CommandSpec = {
  name: 'packages',
  summary: 'Packages: vulnerable, malicious, unpinned, look-alike, confusable, tampered',
  examples: [
    ['assay packages audit', 'every lock and manifest of this folder'],
    ['assay packages diff main HEAD', 'a change as a security review'],
    ['assay packages inspect torch-2.9.1-cp312-linux.whl', 'what a release would do'],
  ],
  commands: [
    {
      name: 'audit',
      summary: 'Known malicious and vulnerable packages, offline',
      examples: [
        ['assay packages audit', 'every lock and manifest of this folder'],
        ['assay packages audit uv.lock --advisories index.bin', 'one file against one index'],
      ],
      arguments: [{ name: '[path...]', about: 'locks, manifests, environments, folders' }],
      groups: report(FORMAT, FAIL_ON, ADVISORIES, STRICT, {
        flags: '--max-age <days>',
        about: 'an older index is called stale; 7 by default',
      }),
      load: async () => (await import('../commands/packages-audit.ts')).run,
    },
    {
      name: 'diff',
      summary: 'Review a change of dependencies: added, re-sourced, re-hashed, loosened',
      examples: [
        ['assay packages diff old/uv.lock uv.lock', 'two files'],
        ['assay packages diff main HEAD --format markdown', 'two revisions, for a pull request'],
      ],
      arguments: [
        { name: '<old>', about: 'file, folder or git revision' },
        { name: '<new>', about: 'file, folder or git revision' },
      ],
      groups: report(REVIEW, FAIL_ON, ADVISORIES),
      load: async () => (await import('../commands/packages-diff.ts')).run,
    },
    {
      name: 'env',
      summary: 'Verify an environment against its records and the lock',
      examples: [
        ['assay packages env .venv', 'modified, missing and unowned files, start-up hooks'],
        ['assay packages env .venv --lock uv.lock', 'and whether it is what was locked'],
      ],
      arguments: [{ name: '[prefix]', about: 'environment or site-packages folder; .venv by default' }],
      groups: report(FORMAT, FAIL_ON, STRICT, {
        flags: '--lock <file>',
        about: 'lock file that it was installed from',
        isPath: true,
      }),
      load: async () => (await import('../commands/packages-env.ts')).run,
    },
    {
      name: 'fix',
      summary: 'Write requirements with hashes from a lock; never guesses',
      examples: [['assay packages fix requirements.txt --from uv.lock', 'to standard output']],
      arguments: [{ name: '<file>', about: 'requirements file to pin' }],
      groups: [
        {
          title: 'Source',
          options: [
            { flags: '--from <file>', about: 'lock file, or folder of wheels and sdists', isPath: true },
            { flags: '--write', about: 'rewrite the file' },
          ],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/packages-fix.ts')).run,
    },
    {
      name: 'hunt',
      summary: 'Recently installed or published packages, newest first',
      examples: [
        ['assay packages hunt .venv', 'by date of installation'],
        ['assay packages hunt uv.lock', 'by date of upload, where the lock says it'],
      ],
      arguments: [{ name: '[path]', about: 'environment or lock file' }],
      groups: [
        {
          title: 'Report',
          options: [
            FORMAT,
            { flags: '--within <days>', about: 'only what is younger; 14 by default' },
            {
              flags: '--metadata <file>',
              about: 'index metadata: name, created, downloads; JSON lines',
              isPath: true,
            },
          ],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/packages-hunt.ts')).run,
    },
    {
      name: 'index',
      summary: 'The package indexes in force, where each is set, and what that allows',
      examples: [['assay packages index', 'pip, uv, Poetry, PDM, conda, pixi and npm together']],
      arguments: [{ name: '[path]', about: 'project; this folder by default' }],
      groups: report(FORMAT, FAIL_ON),
      load: async () => (await import('../commands/packages-index.ts')).run,
    },
    {
      name: 'inspect',
      summary: 'Read every archive of a release without running it',
      examples: [
        ['assay packages inspect dist/', 'all wheels and sdists, and how they differ'],
        ['assay packages inspect new.whl --against old.whl', 'what a release changed'],
      ],
      arguments: [{ name: '<path...>', about: 'wheels, sdists, conda packages, npm tarballs, folders' }],
      groups: report(FORMAT, FAIL_ON, STRICT, {
        flags: '--against <path>',
        about: 'release to compare with',
        isPath: true,
      }),
      load: async () => (await import('../commands/packages-inspect.ts')).run,
    },
    {
      name: 'names',
      summary: 'Look-alikes of known packages',
      examples: [
        ['assay packages names', 'all names in this folder'],
        ['echo hugging-face-hub | assay packages names --stdin', 'names, one a line'],
      ],
      arguments: [{ name: '[path...]', about: 'locks, manifests, folders' }],
      groups: report(
        FORMAT,
        FAIL_ON,
        { flags: '--stdin', about: 'read names, one a line' },
        { flags: '--as-unknown', about: 'judge each name as if nobody knew it' },
        {
          flags: '--check-public <list>',
          about: 'names that a public index has: which internal ones are not reserved',
          isPath: true,
        },
      ),
      load: async () => (await import('../commands/packages-names.ts')).run,
    },
    {
      name: 'requirements',
      summary: 'What pip would read in a requirements file',
      examples: [['assay packages requirements requirements.txt --format json', 'one row a requirement']],
      arguments: [{ name: '<file>', about: 'requirements file' }],
      groups: report(FORMAT),
      load: async () => (await import('../commands/packages-requirements.ts')).run,
    },
  ],
}
