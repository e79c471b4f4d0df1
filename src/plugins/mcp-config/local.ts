import { launchOf } from '../../names/command-line.ts'
import type { Launch } from '../../names/command/launch.ts'
import { imageAttributes } from '../../names/container-image.ts'
import { mention, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { launched } from '../launched.ts'
import { argumentAttributes, maskedWord } from '../masked.ts'
import { permission, permissionsOf } from '../permissions.ts'
import { projectFolder } from '../tree-path.ts'
import type { ConfiguredServer, ServerRun } from './facts.ts'
import { remoteServer } from './remote.ts'

type Command = Extract<ServerRun, { readonly kind: 'command' }>

/** A server that the client starts, the container that it runs in, and the remote server that it passes on to. */
export function localServer(
  facts: ConfiguredServer,
  run: Command,
  path: string,
  common: readonly AttributeDraft[],
): Mention[] {
  const launch = launchOf(run.words)
  const [program = '', ...args] = run.words
  const { subject, attributes, relations } = launched(launch, {
    path,
    name: facts.name,
    project: projectFolder(path),
    ...(run.folder !== undefined && { folder: run.folder }),
  })
  const remote = launch && remoteOf(launch)
  const service =
    remote &&
    remoteServer(facts, remote, path, [
      { name: 'plugin-type', value: 'mcp-server' },
      { name: 'configured-name', value: facts.name },
    ])
  const own: AttributeDraft[] = [
    ...common,
    { name: 'command', value: maskedWord(program) },
    ...argumentAttributes(args),
    ...(launch?.environment ?? [])
      .filter((name) => !facts.environment.includes(name))
      .flatMap((name): AttributeDraft[] => [{ name: 'environment', value: name }, permission(`env:${name}`)]),
    ...attributes,
    ...(launch ? permissionsOf(launch) : []),
  ]
  const needed = service ? [...relations, { kind: 'depends-on' as const, to: service.subject }] : relations
  const out = [
    mention(subject, facts.line, `is configured as the MCP server ${facts.name.slice(0, 100)}`, own, needed),
  ]
  if (launch?.kind === 'image') {
    const says = `is run for the MCP server ${facts.name.slice(0, 100)}`
    for (const { to } of relations) out.push(mention(to, facts.line, says, imageAttributes(launch.image)))
  }
  if (service) out.push(service)
  return out
}

/** Programs that make a remote server look like a local one. */
const BRIDGE = /(?:^|[-_/@])(?:remote|proxy|gateway|bridge|supergateway|connect)(?:[-_/]|$)/i
const ADDRESS_OPTION =
  /^--(?:url|server|server-url|remote|endpoint|sse|streamable-?http|http|ws|transport-url)$/i

function remoteOf(launch: Launch): Extract<ServerRun, { readonly kind: 'address' }> | undefined {
  const name =
    launch.kind === 'package'
      ? launch.spec.name
      : launch.kind === 'git'
        ? launch.spec.path
        : launch.kind === 'image'
          ? launch.image.name
          : launch.kind === 'program'
            ? launch.program
            : ''
  const words = launch.arguments
  const at = words.findIndex(
    (word, i) =>
      /^https?:\/\//.test(word) &&
      (i === 0 ||
        !words[i - 1]!.startsWith('-') ||
        ADDRESS_OPTION.test(words[i - 1]!) ||
        /^--?(?:y|yes|stdio|verbose|debug)$/.test(words[i - 1]!)),
  )
  const url = words[at]
  if (url === undefined || !(BRIDGE.test(name) || /\/(?:mcp|sse)\/?(?:[?#]|$)/.test(url))) return undefined
  const authenticated = words.some(
    (word, i) => /^(?:-H|--headers?)$/.test(words[i - 1] ?? '') || word.startsWith('--header='),
  )
  return { kind: 'address', url, authenticated }
}
