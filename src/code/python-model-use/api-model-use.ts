import type { NamedSubject } from '../../model/sighting.ts'
import {
  apiModel,
  apiModelSightings,
  apiServiceAttributes,
  apiServiceSubject,
  hostOf,
  isApiModelId,
  prefixedApiModel,
  type ApiModel,
} from '../../names/api-model.ts'
import { apiProvider } from '../../names/api-provider.ts'
import { taskOfCall } from '../../names/api-task.ts'
import { hubSubject } from '../../names/hub.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { mention, type AttributeDraft } from '../../names/mention.ts'
import { isHubReference } from '../../names/model-value.ts'
import { nameAttributes } from './reference.ts'
import type { Client } from './provider-of.ts'
import type { Seen } from './seen.ts'
import type { Text } from './value.ts'

export interface ApiUseOptions {
  readonly role?: string
  /** Ids may say their provider: `openai/gpt-4o`, `openai:gpt-4o`. */
  readonly prefixed?: boolean
  readonly says: string
  readonly attributes?: readonly AttributeDraft[]
}

/** Notes a model that is called over an API, and the service behind it. Returns whether the text names one. */
export function noteApiModel(
  seen: Seen,
  { text, sure }: Text,
  client: Client,
  options: ApiUseOptions,
): boolean {
  const id = text.trim()
  if (!isApiModelId(id) || /^[./~]|\.(?:py|json|txt|ya?ml|gguf|bin|pt)$/i.test(id)) return false
  const line = seen.lineOf(seen.call.node)
  const model = modelOf(id, client, options)
  if (!model) return onOwnServer(seen, id, sure, client, options)
  const task = taskOfCall(seen.call.name)
  const drafts: AttributeDraft[] = [
    ...nameAttributes(model.id),
    ...(task ? [{ name: 'task', value: task, status: 'inferred' } as const] : []),
    ...(options.attributes ?? []),
    ...(options.role ? [{ name: 'role', value: options.role, status: 'inferred' } as const] : []),
  ]
  const evidence = { at: { path: seen.path }, says: options.says }
  const status = sure ? 'declared' : 'inferred'
  const sightings = apiModelSightings({
    model,
    evidence,
    status,
    ...(client.endpoint && { endpoint: client.endpoint }),
  })
  for (const [i, { subject, attributes, relations }] of sightings.entries())
    seen.add(
      mention(
        subject,
        line,
        i === 0 ? options.says : options.says.replace(/^is named/, 'is meant'),
        [
          ...attributes.map(({ name, value, status: known }) => ({ name, value, status: known })),
          ...(i === 0 ? drafts : []),
        ],
        relations,
      ),
    )
  return true
}

/** The id in the registry of whoever answers. */
function modelOf(id: string, client: Client, { prefixed }: ApiUseOptions): ApiModel | undefined {
  const spoken = prefixed ? prefixedApiModel(id) : undefined
  if (spoken && !client.endpoint) return spoken
  // OpenAI's protocol is everybody's: behind an address that is not told, only the id tells whose model it is.
  if (client.provider && !(client.hidden && client.provider === 'openai')) {
    const known = apiProvider(client.provider)
    if (!known) return undefined
    const own = prefixedApiModel(id)
    return own?.provider === client.provider && client.provider !== 'openrouter'
      ? own
      : apiModel(client.provider, id)
  }
  // Behind an address that is nobody's, the name belongs to whoever answers there.
  if (client.endpoint) return undefined
  const likely = providerOfModelId(id)
  return likely ? apiModel(likely, id) : undefined
}

/** Servers of one's own serve repositories of the hub under their names, and others under names of their own. */
function onOwnServer(
  seen: Seen,
  id: string,
  sure: boolean,
  client: Client,
  { says, role }: ApiUseOptions,
): boolean {
  const host = client.endpoint && hostOf(client.endpoint)
  const name = id.replace(/^(?:openai|hosted_vllm|vllm|huggingface)\/(?=[^/]+\/)/, '')
  const isHub = isHubReference(name)
  if (!host && !(isHub && client.hidden)) return false
  const line = seen.lineOf(seen.call.node)
  const subject: NamedSubject = isHub
    ? hubSubject('model', name)
    : { by: 'name', kind: 'model', registry: host ?? 'endpoint', name: id }
  seen.add(
    mention(subject, line, says, [
      { name: 'model-id', value: id, status: sure ? 'declared' : 'inferred' },
      ...nameAttributes(name),
      ...(role ? [{ name: 'role', value: role, status: 'inferred' } as const] : []),
    ]),
  )
  noteService(seen, client, subject)
  return true
}

/** The service that a client talks to, with or without a model. */
export function noteService(seen: Seen, client: Client, model?: NamedSubject): void {
  const host = client.endpoint ? hostOf(client.endpoint) : undefined
  const subject = apiServiceSubject(client.provider, host)
  if (!subject) return
  const evidence = { at: { path: seen.path }, says: '' }
  const attributes = apiServiceAttributes(client.provider, evidence, client.endpoint)
  seen.add(
    mention(
      subject,
      seen.lineOf(seen.call.node),
      `is called by a client in this program`,
      attributes.map(({ name, value, status }) => ({ name, value, status })),
      model ? [{ kind: 'provides', to: model }] : [],
    ),
  )
}
