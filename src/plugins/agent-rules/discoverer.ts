import type { Subject } from '../../model/sighting.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import {
  mention,
  sightingOf,
  type AttributeDraft,
  type Mention,
  type MentionedRelation,
} from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { modelOfValue } from '../../names/model-value.ts'
import { at, entryOf, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { readText } from '../config-text.ts'
import { readFrontMatter } from '../front-matter.ts'
import { permission } from '../permissions.ts'
import { listOf, nameOf, statedAttributes, versionOf } from '../stated.ts'
import { rulesPlace } from './places.ts'

const MAX_RULES = 4 * 1024 * 1024

/** Files that agents obey: instructions, rules, definitions of agents and commands. */
export const agentRules: Discoverer<readonly Mention[]> = {
  id: 'agent-rules',
  title: 'Instructions for agents',
  claims: ({ path, name }) => name !== 'readme.md' && name !== 'skill.md' && rulesPlace(path) !== undefined,
  *read({ path, bytes }, ctx) {
    const found = rulesPlace(path)
    if (!found || bytes.size === 0) return
    const { values } = readFrontMatter(readText(bytes, ctx, MAX_RULES), ctx)
    if (found.marked && !isDefinition(values)) return
    const { place } = found
    const models = modelsOf(values)
    const attributes = [
      { name: 'prompt-type', value: place.type, status: 'inferred' },
      ...(place.client === undefined ? [] : [{ name: 'client' as const, value: place.client }]),
      ...statedAttributes(values),
      ...permissionsOf(values),
    ] as const
    const needs = models.flatMap(({ subject: to }): MentionedRelation[] =>
      to.by !== 'system' && to.kind === 'model' ? [{ kind: 'depends-on', to }] : [],
    )
    const told = mention(subjectOf(path, values), 1, place.says, attributes, needs)
    yield { kind: 'facts', facts: [told, ...models] }
  },
  *sightings(facts, path) {
    for (const told of facts) yield sightingOf(told, path)
  },
}

/** What agents and commands have and pages of documentation do not. */
function isDefinition(values: ConfigValue | undefined): boolean {
  const keys = [
    'tools',
    'allowed-tools',
    'model',
    'argument-hint',
    'permissionMode',
    'disallowedTools',
    'color',
    'mode',
  ]
  return (
    text(at(values, 'description')) !== undefined &&
    (keys.some((key) => entryOf(values, key)) || entryOf(values, 'name') !== undefined) &&
    !entryOf(values, 'layout') &&
    !entryOf(values, 'title')
  )
}

function subjectOf(path: string, values: ConfigValue | undefined): Subject {
  const name = nameOf(at(values, 'name'), 100)
  if (name === undefined) return { by: 'path', kind: 'prompt', path }
  const version = versionOf(values)
  return {
    by: 'name',
    kind: 'prompt',
    registry: path,
    name,
    ...(version !== undefined && { version }),
    place: path,
  }
}

/** The model that a command or an agent asks for; `sonnet` and `inherit` leave it to the client. */
function modelsOf(values: ConfigValue | undefined): Mention[] {
  const entry = entryOf(values, 'model')
  const id = text(entry?.value)
  const thing = id === undefined ? undefined : modelOfValue(id, { prefixed: true })
  if (!entry || thing?.kind !== 'api') return []
  return useMentions({ thing, says: 'is asked for by a definition', status: 'declared' }, entry.line)
}

function permissionsOf(values: ConfigValue | undefined): AttributeDraft[] {
  // A command's allowed tools run unasked, an agent's tools are those that it has at all.
  const approved = listOf(at(values, 'allowed-tools')).map((tool) => permission(`tool:auto-approve:${tool}`))
  const offered = listOf(at(values, 'tools')).map((tool) => permission(`tool:allow:${tool}`))
  const every =
    text(at(values, 'permissionMode')) === 'bypassPermissions' ? [permission('tool:auto-approve:*')] : []
  return [...approved, ...offered, ...every]
}
