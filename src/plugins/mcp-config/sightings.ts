import type { Sighting } from '../../model/sighting.ts'
import { launchOf } from '../../names/command-line.ts'
import { shellCommands } from '../../names/command/shell-words.ts'
import { imageAttributes, imageSubject } from '../../names/container-image.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { commandUses } from '../../commands/command-uses.ts'
import { configured, launched } from '../launched.ts'
import { maskedArguments, maskedWord } from '../masked.ts'
import { permission } from '../permissions.ts'
import { projectFolder } from '../tree-path.ts'
import type { ConfiguredHook, ConfiguredServer, McpConfigFacts } from './facts.ts'
import { remoteServer } from './remote.ts'
import { localServer } from './local.ts'

export function* sightingsOf(facts: McpConfigFacts, path: string): Generator<Sighting> {
  for (const seen of mentionsOf(facts, path)) yield sightingOf(seen, path)
}

function mentionsOf(facts: McpConfigFacts, path: string): Mention[] {
  const clients = clientAttributes(facts.clients)
  switch (facts.kind) {
    case 'server':
      return serverMentions(facts, path, clients)
    case 'hook':
      return hookMentions(facts, path, clients)
    case 'grants': {
      const name = facts.clients[0] ?? path.split('/').at(-1)!
      const subject = { ...configured({ path, name }), place: path }
      const attributes: AttributeDraft[] = [
        { name: 'plugin-type', value: 'agent' },
        ...clients,
        ...facts.granted.map((p) => permission(p)),
      ]
      return [mention(subject, facts.line, 'grants the agent permissions', attributes)]
    }
    case 'plugin': {
      const subject = configured({ path: `claude-marketplace:${facts.marketplace}`, name: facts.name })
      const attributes: AttributeDraft[] = [
        { name: 'plugin-type', value: 'extension' },
        ...clients,
        { name: 'enabled', value: String(facts.enabled) },
      ]
      return [
        mention(
          subject,
          facts.line,
          `is switched ${facts.enabled ? 'on' : 'off'} in the settings`,
          attributes,
        ),
      ]
    }
    case 'marketplace': {
      const subject = configured({ path: 'claude-marketplace', name: facts.name })
      const attributes: AttributeDraft[] = [
        { name: 'plugin-type', value: 'marketplace' },
        ...clients,
        ...(facts.url === undefined ? [] : [{ name: 'source-url' as const, value: maskedWord(facts.url) }]),
        ...(facts.path === undefined ? [] : [{ name: 'source' as const, value: 'local' }]),
      ]
      return [mention(subject, facts.line, 'is a marketplace in the settings', attributes)]
    }
    default:
      return facts satisfies never
  }
}

function serverMentions(
  facts: ConfiguredServer,
  path: string,
  clients: readonly AttributeDraft[],
): Mention[] {
  const common: AttributeDraft[] = [
    {
      name: 'plugin-type',
      value: facts.run.kind === 'built-in' && facts.run.extension ? 'extension' : 'mcp-server',
    },
    { name: 'configured-name', value: facts.name },
    ...clients,
    ...(facts.transport === undefined ? [] : [{ name: 'transport' as const, value: facts.transport }]),
    ...(facts.enabled === undefined ? [] : [{ name: 'enabled' as const, value: String(facts.enabled) }]),
    ...(facts.description === undefined
      ? []
      : [{ name: 'description' as const, value: facts.description.slice(0, 400) }]),
    ...environmentAttributes(facts.environment),
    ...facts.granted.map((p) => permission(p)),
  ]
  switch (facts.run.kind) {
    case 'command':
      return localServer(facts, facts.run, path, common)
    case 'address':
      return [remoteServer(facts, facts.run, path, common)]
    case 'built-in':
      return [
        mention(configured({ path, name: facts.name }), facts.line, 'is configured as an MCP server', common),
      ]
    default:
      return facts.run satisfies never
  }
}

function environmentAttributes(names: readonly string[]): AttributeDraft[] {
  return names.flatMap((name): AttributeDraft[] => [
    { name: 'environment', value: name },
    permission(`env:${name}`),
  ])
}

function clientAttributes(clients: readonly string[]): AttributeDraft[] {
  return clients.map((value) => ({ name: 'client', value }))
}

/** Hooks of one event that start different things are different hooks. */
function hookMentions(facts: ConfiguredHook, path: string, clients: readonly AttributeDraft[]): Mention[] {
  // Behind `cd` and the like stands the command that matters.
  const launch = launchOf(['sh', '-c', facts.command])
  const place = { path, name: facts.event, project: projectFolder(path) }
  const { subject } = launched(launch, place)
  const script = launch?.kind === 'script' ? launch.path : undefined
  const started = subject.registry === path ? (script ?? launch?.runner ?? 'command') : subject.name
  const name = `${facts.event}${facts.matcher ? `:${facts.matcher}` : ''} ${started.split(/[/\\]/).at(-1)}`
  const attributes: AttributeDraft[] = [
    { name: 'plugin-type', value: 'hook' },
    ...clients,
    { name: 'command', value: maskedArguments([facts.command])[0]!.slice(0, 500) },
  ]
  const says = `is run on ${facts.event.slice(0, 60)}`
  const needed = neededBy(facts.command, facts.line)
  return [
    mention(
      { ...configured({ path, name: name.slice(0, 200) }), ...(subject.place && { place: subject.place }) },
      facts.line,
      says,
      attributes,
      needed.map(({ subject: to }) => ({ kind: 'depends-on', to })),
    ),
    ...needed,
  ]
}

const MAX_NEEDED = 20

/** The packages and images that the commands of a hook fetch and run. */
function neededBy(command: string, line: number): Mention[] {
  return shellCommands(command)
    .map(({ words }) => commandUses(words.map((w) => w.text)))
    .flatMap(({ uses, container }) => [
      ...uses.filter(({ thing }) => thing.kind === 'package').flatMap((use) => useMentions(use, line)),
      ...(container
        ? [mention(imageSubject(container.image), line, 'is run by a hook', imageAttributes(container.image))]
        : []),
    ])
    .slice(0, MAX_NEEDED)
}
