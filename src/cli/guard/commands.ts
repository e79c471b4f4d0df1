import type { CommandSpec, OptionSpec } from '../command.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

const EVENTS: OptionSpec = {
  flags: '--events <file>',
  about: 'the log, instead of loads.jsonl in the state folder',
  isPath: true,
}

/** The log of what was loaded. */
export const eventsCommand: CommandSpec = {
  name: 'events',
  summary: 'What was loaded under guard, where, when and by which command',
  examples: [
    ['assay events verify', 'whether the log is whole'],
    ['assay events push', 'deliver what was not delivered'],
  ],
  commands: [
    {
      name: 'verify',
      summary: 'Follow the chain of the log: was a line changed, left out or put in between',
      examples: [['assay events verify --events /var/lib/assay/loads.jsonl', 'another log']],
      arguments: [],
      groups: [
        {
          title: 'Log',
          options: [
            EVENTS,
            { flags: '-f, --format <format>', about: 'table or json', choices: ['table', 'json'] },
          ],
        },
        GENERAL,
      ],
      load: async () => (await import('../commands/events-verify.ts')).run,
    },
    {
      name: 'push',
      summary: 'Deliver load events to the server that the configuration names',
      examples: [['assay events push --url https://assay.example/api/load-events', 'to this one']],
      arguments: [],
      groups: [
        {
          title: 'Delivery',
          options: [EVENTS, { flags: '--url <url>', about: 'instead of events-url; https, or this machine' }],
        },
        CONFIGURATION,
        GENERAL,
      ],
      load: async () => (await import('../commands/events-push.ts')).run,
    },
  ],
}
