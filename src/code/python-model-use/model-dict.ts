import { providerOfAddress, providerOfPrefix } from '../../names/api-provider.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { noteApiModel } from './api-model-use.ts'
import type { Client } from './provider-of.ts'
import type { Seen } from './seen.ts'
import { textsOf, type Text, type Value } from './value.ts'
import { noteStore } from './vector-store.ts'

const MODEL_KEYS = ['model', 'model_name', 'model_id', 'modelId', 'deployment_name', 'engine']
const ADDRESS_KEYS = [
  'base_url',
  'api_base',
  'endpoint',
  'azure_endpoint',
  'url',
  'openai_api_base',
  'ollama_base_url',
]
/** What stands beside the model in a configuration of a client, and nowhere else. */
const BESIDE =
  /^(?:api_key|api_type|api_version|temperature|max_tokens|messages|provider|model_provider|base_url|api_base|azure_endpoint|azure_deployment|top_p|stream|tools|client|max_completion_tokens|ollama_base_url|system|price|timeout|config_list)$/

/** A dictionary that configures a client: AutoGen's lists, mem0's and CrewAI's settings, tables of models. */
export function modelOfDict(seen: Seen, given: ReadonlyMap<string, Value>): void {
  const inner = given.get('config')
  // `{"provider": "groq", "config": {"model": "…"}}` of mem0 and its relatives.
  const entries =
    inner?.kind === 'dict' && given.has('provider') ? new Map([...given, ...inner.entries]) : given
  const store = given.get('vector_store') ?? given.get('vectordb')
  if (store?.kind === 'dict')
    for (const { text } of textsOf(store.entries.get('provider') ?? { kind: 'unknown' }))
      noteStore(seen, text)
  const texts = MODEL_KEYS.flatMap((key) => textsOf(entries.get(key) ?? { kind: 'unknown' }))
  if (texts.length === 0) return
  const client = clientOfDict(entries)
  const telling = [...entries.keys()].some((key) => BESIDE.test(key))
  for (const text of texts) {
    if (!client.provider && !client.endpoint && !isKnown(text)) continue
    if (!telling && !isKnown(text)) continue
    noteApiModel(seen, text, client, { says: 'is named in a configuration of a client', prefixed: true })
  }
}

function isKnown({ text }: Text): boolean {
  return providerOfModelId(text.replace(/^[a-z_]+[/:]/, '')) !== undefined
}

function clientOfDict(entries: ReadonlyMap<string, Value>): Client {
  const [address] = ADDRESS_KEYS.flatMap((key) => textsOf(entries.get(key) ?? { kind: 'unknown' }))
  const [type] = textsOf(entries.get('api_type') ?? { kind: 'unknown' })
  if (type && /^azure/i.test(type.text)) return { provider: 'azure-openai', hidden: false }
  if (address && /^https?:\/\//.test(address.text))
    return {
      provider: providerOfAddress(address.text)?.id,
      endpoint: withoutCredentials(address.text),
      hidden: false,
    }
  const [spoken] = ['provider', 'model_provider', 'api_type'].flatMap((key) =>
    textsOf(entries.get(key) ?? { kind: 'unknown' }),
  )
  return { provider: spoken && providerOfPrefix(spoken.text)?.id, hidden: false }
}
