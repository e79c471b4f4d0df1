import type { Context } from '../model/context.ts'
import { imageAttributes, imageSubject, type ImageReference } from '../names/container-image.ts'
import { serviceSubject, type KnownService } from '../names/known-service.ts'
import { mention, type AttributeDraft, type Mention, type MentionedRelation } from '../names/mention.ts'
import { useMentions, type Use } from '../names/model-mention.ts'
import { serviceAddress } from '../names/service-variable.ts'
import { variableUse, type Variable } from '../names/model-variable.ts'
import { commandUses, type ContainerReading } from './command-uses.ts'
import type { Environment } from './expand.ts'
import { pythonCodeUses, pythonDocuments } from './python-code.ts'
import { scriptCommands } from './script.ts'

/** Mentions of one file that are kept. */
export const MAX_MENTIONS = 5_000

/** A container that is started, with what it loads and the service that it is. */
export function containerMentions(
  image: ImageReference,
  reading: ContainerReading,
  line: number,
  says: string,
  lineOfUse: (use: Use) => number = () => line,
): Mention[] {
  const models = reading.uses.flatMap((use) => useMentions(use, lineOfUse(use)))
  const needs: MentionedRelation[] = models
    .filter(({ subject }) => subject.by !== 'system' && subject.kind === 'model')
    .map(({ subject }) => ({ kind: 'depends-on', to: subject }))
  const attributes: AttributeDraft[] = [
    ...imageAttributes(image),
    ...reading.flags.map((value) => ({ name: 'flag' as const, value })),
  ]
  const subject = imageSubject(image)
  const { service } = reading
  const kind: AttributeDraft[] = service
    ? [{ name: 'service-type', value: service.type, status: 'inferred' }]
    : []
  return [
    mention(subject, line, says, [...attributes, ...kind], needs),
    ...(service
      ? [
          serviceMention(service, line, 'is run by a container', [
            { kind: 'depends-on', to: subject },
            ...needs,
          ]),
        ]
      : []),
    ...models,
  ]
}

/** The service that some software is, once for the whole system. */
export function serviceMention(
  service: KnownService,
  line: number,
  says: string,
  relations: readonly MentionedRelation[] = [],
  attributes: readonly AttributeDraft[] = [],
): Mention {
  return mention(
    serviceSubject(service.title),
    line,
    says,
    [{ name: 'service-type', value: service.type, status: 'inferred' }, ...attributes],
    relations,
  )
}

/** The service that a setting says where to reach. */
export function addressMention(key: string, value: string, line: number): Mention[] {
  const found = serviceAddress(key, value)
  if (!found) return []
  const { service, endpoint, authenticated } = found
  return [
    serviceMention(
      service,
      line,
      `is addressed by ${key.slice(0, 80)}`,
      [],
      [
        { name: 'endpoint', value: endpoint },
        ...(authenticated ? [{ name: 'authenticated' as const, value: 'true' }] : []),
      ],
    ),
  ]
}

export interface ScriptOptions {
  /** Variables that are set outside of the script; it adds its own. */
  readonly env?: Environment
  /** Of the script's first line, from one. */
  readonly line?: number
  /** Variables say which model is used, not only the commands: false where they were read already. */
  readonly variables?: boolean
}

/** What the commands of a script download, serve, train and start. */
export function scriptMentions(text: string, ctx: Context, options: ScriptOptions = {}): Mention[] {
  const { env = new Map(), line: offset = 1, variables = true } = options
  const out: Mention[] = []
  const seen = new Set<string>()
  const known: Variable[] = []
  for (const command of scriptCommands(text, env, ctx)) {
    if (out.length > MAX_MENTIONS) break
    const line = command.line + offset - 1
    if (variables)
      for (const variable of command.assignments) {
        known.push(variable)
        const use = variableUse(variable, known.slice(-50))
        if (use) out.push(...useMentions(hedged(use, command.inferred, variable.value), line))
      }
    if (command.words.length === 0) continue
    const reading = commandUses(command.words)
    for (const use of reading.uses)
      out.push(...useMentions(use.status === 'declared' ? hedgedBy(use, command) : use, line))
    if (reading.container)
      out.push(...containerMentions(reading.container.image, reading.container, line, 'is run by docker'))
    if (reading.server !== undefined) {
      const needs = reading.uses
        .flatMap((use) => useMentions(use, line))
        .filter((m) => m.subject.by !== 'system' && m.subject.kind === 'model')
        .map((m) => ({ kind: 'depends-on' as const, to: m.subject }))
      const flags = reading.flags.map((value) => ({ name: 'flag' as const, value }))
      out.push(
        serviceMention(
          { title: reading.server, type: 'inference-server' },
          line,
          'is started by a command',
          needs,
          flags,
        ),
      )
    }
  }
  for (const { code, line } of pythonDocuments(text))
    for (const { use, offset: below } of pythonCodeUses(code))
      out.push(...useMentions(use, offset + line + below))
  return out.filter((m) => {
    const key = JSON.stringify([m.subject, m.line, m.says])
    return seen.has(key) ? false : (seen.add(key), true)
  })
}

/** A default that the caller may override is not declared. */
function hedged(use: Use, inferred: ReadonlySet<string>, text: string): Use {
  return inferred.has(text) ? { ...use, status: 'inferred' } : use
}

function hedgedBy(use: Use, command: { readonly inferred: ReadonlySet<string> }): Use {
  if (command.inferred.size === 0) return use
  const name = nameOf(use)
  return [...command.inferred].some((text) => text.includes(name)) ? { ...use, status: 'inferred' } : use
}

function nameOf({ thing }: Use): string {
  if (thing.kind === 'api') return thing.model.id
  return thing.kind === 'path' ? thing.path : thing.name
}
