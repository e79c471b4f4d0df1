import type { Attribute, Status } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'
import type { NamedSubject, Sighting } from '../model/sighting.ts'
import { pinningOf } from './api-pinning.ts'
import { apiProvider, providerOfPrefix } from './api-provider.ts'
import { hubSubject, isHubName } from './hub.ts'
import { serviceSubject } from './known-service.ts'

/** A model as the API of a provider knows it. */
export interface ApiModel {
  /** Id of the provider, the registry of its models. */
  readonly provider: string
  /** Exact id without prefixes of client libraries. Untrusted. */
  readonly id: string
  /** Whether the id means one fixed version; absent when its provider's rules do not tell. */
  readonly pinned?: boolean
  /** The fixed version that a pinned id names: `2024-08-06`. */
  readonly snapshot?: string
  /** The line of models whose newest one an alias means: `claude-3-5-sonnet` of `claude-3-5-sonnet-latest`. */
  readonly aliasOf?: string
}

const MAX_ID = 200
/** Ids hold no blanks and no placeholders: `<model>`, `{model}`, `$MODEL`, `your-model`. */
const ID = /^[A-Za-z0-9@](?:[A-Za-z0-9._:/@+-]*[A-Za-z0-9])?$/
const PLACEHOLDER =
  /^(?:(?:your|my|some|the|custom|example)[-_](?:[A-Za-z0-9]+[-_]+)*(?:model|deployment|id|name|endpoint)[\w-]*|model(?:[-_](?:name|id|path))?|deployment(?:[-_](?:name|id))?|xxx+|todo|tbd|none|null|true|false|default|auto|test|dummy|fake|mock|foo|bar|changeme|replace[-_]?me|placeholder|\.+)$/i

/** Whether a text can be the id of a model. Placeholders are none. */
export function isApiModelId(text: string): boolean {
  return text.length <= MAX_ID && ID.test(text) && !text.includes('://') && !PLACEHOLDER.test(text)
}

/** What the id says by the rules of its provider. Give the id as it stands in the call. */
export function apiModel(provider: string, id: string): ApiModel {
  const bare = bareId(provider, id)
  return { provider, id: bare, ...pinningOf(provider, bare) }
}

/** `anthropic/claude-…` and `openai:gpt-4o`: a known provider's prefix, and the id behind it. */
export function prefixedApiModel(text: string): ApiModel | undefined {
  const match = /^([A-Za-z][\w-]{1,40})[:/](.+)$/.exec(text)
  const provider = match && providerOfPrefix(match[1]!)
  if (!match || !provider) return undefined
  return isApiModelId(match[2]!) ? apiModel(provider.id, match[2]!) : undefined
}

/** What client libraries and consoles put around the id that the provider knows. */
function bareId(provider: string, id: string): string {
  switch (provider) {
    case 'google':
    case 'google-vertex-ai':
      return id
        .replace(/^projects\/[^/]+\/locations\/[^/]+\//, '')
        .replace(/^(?:publishers\/[^/]+\/)?(?:models\/)?/, '')
    case 'aws-bedrock':
      // The number of the account stays where it is.
      return id
        .replace(/^arn:aws[\w-]*:bedrock:[\w-]*:\d*:(?:foundation-model|inference-profile)\//, '')
        .replace(/^arn:.*\//, '')
        .replace(/^(?:converse|invoke)\//, '')
    case 'ollama':
      return id.replace(/:latest$/, '')
    default:
      return id
  }
}

/** The component of a model behind an API. Platforms that serve the hub's repositories still name their own service. */
export function apiModelSubject(model: ApiModel): NamedSubject {
  if (model.provider === 'hugging-face' && isHubName(hubPart(model.id)))
    return hubSubject('model', hubPart(model.id))
  return {
    by: 'name',
    kind: 'model',
    registry: model.provider,
    name: model.id,
    ...(model.snapshot && { version: model.snapshot }),
  }
}

/** The router of the hub takes `org/name:provider`. */
function hubPart(id: string): string {
  return id.replace(/:[\w-]+$/, '')
}

/** The component of an API: of a known provider, or of whoever answers at the address. */
export function apiServiceSubject(provider: string | undefined, host?: string): NamedSubject | undefined {
  const known = provider === undefined ? undefined : apiProvider(provider)
  if (known?.company) return { by: 'name', kind: 'service', registry: known.id, name: known.title }
  // Software that people run themselves is one service of the system, wherever it listens.
  if (known) return serviceSubject(known.title)
  return host ? { by: 'name', kind: 'service', registry: 'endpoint', name: host } : undefined
}

export interface ApiUse {
  readonly model: ApiModel
  readonly evidence: Evidence
  /** Of the id: `inferred` for defaults that the environment may override. */
  readonly status?: Status
  /** Address of the API where one is given, without credentials. */
  readonly endpoint?: string
  readonly attributes?: readonly Attribute[]
}

/** A model that is called over an API, and the service that provides it. */
export function apiModelSightings(use: ApiUse): Sighting[] {
  const { model, evidence, endpoint } = use
  const status = use.status ?? 'declared'
  const known = apiProvider(model.provider)
  const subject = apiModelSubject(model)
  const attributes: Attribute[] = [
    { name: 'model-id', value: model.id, status, evidence },
    ...(known?.company
      ? [{ name: 'provider', value: known.company, status: 'inferred', evidence } as const]
      : []),
    ...(known?.company
      ? [{ name: 'source', value: 'provider-api', status: 'inferred', evidence } as const]
      : []),
    ...(model.provider === 'ollama'
      ? [{ name: 'source', value: 'ollama', status: 'inferred', evidence } as const]
      : []),
    ...(model.pinned === undefined
      ? []
      : [{ name: 'pinned', value: String(model.pinned), status: 'inferred', evidence } as const]),
    ...(use.attributes ?? []),
  ]
  const seen: Sighting[] = [{ subject, evidence, attributes, relations: [], distributions: [] }]
  const service = apiServiceSubject(known?.id, endpoint && hostOf(endpoint))
  if (service)
    seen.push({
      subject: service,
      evidence,
      attributes: apiServiceAttributes(known?.id, evidence, endpoint),
      relations: [{ kind: 'provides', to: subject }],
      distributions: [],
    })
  return seen
}

export function apiServiceAttributes(
  provider: string | undefined,
  evidence: Evidence,
  endpoint?: string,
): Attribute[] {
  const company = provider === undefined ? undefined : apiProvider(provider)?.company
  const type = company ? 'model-api' : 'inference-server'
  return [
    { name: 'service-type', value: type, status: 'inferred', evidence },
    ...(company ? [{ name: 'provider', value: company, status: 'inferred', evidence } as const] : []),
    ...(endpoint ? [{ name: 'endpoint', value: endpoint, status: 'declared', evidence } as const] : []),
  ]
}

/** Host and port of an address, or nothing. */
export function hostOf(address: string): string | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`
  return URL.canParse(text) ? new URL(text).host || undefined : undefined
}
