import type { Context } from '../../model/context.ts'
import { datasetOfValue } from '../../names/dataset-value.ts'
import { serviceSubject, vectorStoreNamed } from '../../names/known-service.ts'
import { mention, type Mention } from '../../names/mention.ts'
import { providerOfAddress } from '../../names/api-provider.ts'
import { providerOfModelId } from '../../names/known-model-id.ts'
import { familyOfName } from '../../names/model-family.ts'
import { useMentions, type Use } from '../../names/model-mention.ts'
import { modelOfValue, type NamedModel } from '../../names/model-value.ts'
import { variableUse, type Variable } from '../../names/model-variable.ts'
import { anyText, text, type ConfigEntry, type ConfigValue } from '../../syntax/config/tree.ts'
import { addressMention, serviceMention } from '../../commands/mentions.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import {
  ADDRESS_KEYS,
  bySnakeKey,
  DATASET_KEY,
  DEPLOYMENT_KEY,
  MODEL_HOLDER,
  modelKey,
  PROVIDER_KEYS,
  roleOf,
  SETTING,
  snake,
} from './keys.ts'
import { providerOfKind, providerOfSection } from './provider.ts'
import { ownServerMentions } from './routed.ts'
import { defaultOf, isNoModel, promptfooModel } from './values.ts'

/** `model_name` beside `litellm_params`; patterns such as `openai/*` name nothing. */
function gatewayName(siblings: readonly ConfigEntry[]): string | undefined {
  const found = bySnakeKey(siblings).get('model_name')
  const name = found && text(found.value)
  return name !== undefined && /^\w[\w./:@-]{0,199}$/.test(name) ? name : undefined
}

/** What is known where a value stands. */
interface Place {
  /** Keys above, the nearest first. */
  readonly above: readonly string[]
  readonly provider: string | undefined
  /** Of the section that it stands in: `openai:`. */
  readonly section?: string | undefined
  readonly address: string | undefined
  /** Where a gateway passes requests on to; the name of the model tells to whom. */
  readonly routed?: string | undefined
  /** The name that a gateway gives to the model that stands here. */
  readonly servedAs?: string | undefined
  /** Settings of models stand beside or around it. */
  readonly among: boolean
  /** Branch, tag or commit that stands beside it. */
  readonly revision?: string
}

const MAX_MENTIONS = 2_000
/** Lists this long are data, not configuration. */
const MAX_ITEMS = 400
/** Maps that only hold the settings of what stands around them. */
const PARAMETERS =
  /^(?:init_parameters|parameters|params|options|config|configuration|settings|model_kwargs|kwargs|args|inputs|data|client|model_config|llm_config|config_list|litellm_params|additional_parameters|default_options|chat|completion|embedding_options|execution_settings|default|model_settings)$/
const VECTOR_STORE =
  /^(?:vector_?stores?|vector_?dbs?|vector_?database|vector_store_provider|vectorstore_type)$/

/** The models, datasets and stores that a configuration names. */
export function configMentions(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const out: Mention[] = []
  let gateway = false
  const isPromptfoo =
    root?.kind === 'map' &&
    ['prompts', 'tests', 'providers', 'targets'].filter((k) => root.entries.some((e) => e.key === k)).length >
      1
  visit(root, { above: [], provider: undefined, address: undefined, among: false })
  return out

  function visit(value: ConfigValue | undefined, place: Place): void {
    ctx.checkpoint()
    if (out.length > MAX_MENTIONS) return
    if (value?.kind === 'list') {
      if (value.items.length > MAX_ITEMS) return
      for (const item of value.items) visitItem(item, place)
    }
    if (value?.kind === 'map') visitMap(value.entries, place)
  }

  /** `models: [gpt-4o, …]`, `providers: [openai:gpt-4o]`, `datasets: [org/name]`. */
  function visitItem(item: ConfigValue, place: Place): void {
    const written = text(item)
    if (written === undefined) return visit(item, place)
    const [holder = ''] = place.above
    if (isPromptfoo && /^(?:providers|targets)$/.test(holder)) {
      const thing = promptfooModel(written)
      return (
        thing &&
        add({ thing, says: `is one of the ${holder} of a configuration`, status: 'declared' }, item.line)
      )
    }
    if (/^(?:models|model_names|model_ids|embedding_models|fallback_models|allowed_models)$/.test(holder))
      addModel(written, item.line, holder, 'likely', { ...place, above: place.above.slice(1) })
    else if (holder.endsWith('datasets') && DATASET_KEY.test(holder)) addDataset(written, item.line, holder)
  }

  function visitMap(entries: readonly ConfigEntry[], outer: Place): void {
    const place = within(entries, outer)
    const variables: Variable[] = entries.flatMap((e) => {
      const value = anyText(e.value)
      return value === undefined ? [] : [{ name: e.key, value: defaultOf(value).value }]
    })
    for (const entry of entries) {
      if (out.length > MAX_MENTIONS) return
      const key = snake(entry.key)
      const written = text(entry.value) ?? resourceLocator(entry.value)
      if (written === undefined) {
        // What a tool calls its own models is beside the point where it says what is behind.
        const section = providerOfSection(entry.key)
        const above = [key, ...place.above].slice(0, 4)
        if (key === 'models' && entry.value.kind === 'map') addKeys(entry.value.entries, place)
        if (section)
          visit(entry.value, { above, provider: section, section, address: undefined, among: true })
        else if (PARAMETERS.test(key) || MODEL_HOLDER.test(key))
          visit(entry.value, {
            ...place,
            above,
            servedAs: key === 'litellm_params' ? gatewayName(entries) : undefined,
          })
        // What stands beside a section says nothing of what is in it.
        else
          visit(entry.value, {
            above,
            provider: place.section,
            section: place.section,
            address: undefined,
            among: place.section !== undefined,
          })
        storeOf(entry, key)
        if (key === 'litellm_params' && !gateway) {
          gateway = true
          out.push(
            serviceMention({ title: 'LiteLLM', type: 'inference-server' }, entry.line, 'is configured'),
          )
        }
        continue
      }
      out.push(
        ...addressMention(
          [place.above[0] ?? '', key].filter(Boolean).join('.'),
          defaultOf(written).value,
          entry.line,
        ),
      )
      if (VECTOR_STORE.test(key) || isStoreClass(key, written)) addStore(written, entry.line)
      else if (/^[A-Z][A-Z0-9_]+$/.test(entry.key)) addVariable(entry, variables)
      else keyed(entry, key, written, entries, place)
    }
  }

  function within(entries: readonly ConfigEntry[], outer: Place): Place {
    const by = (keys: readonly string[]): string | undefined => {
      for (const key of keys) {
        const found = bySnakeKey(entries).get(key)
        const value = found && text(found.value)
        if (value !== undefined && value !== '') return defaultOf(value).value
      }
      return undefined
    }
    const provider = PROVIDER_KEYS.map((k) => by([k]))
      .flatMap((v) => (v === undefined ? [] : [providerOfKind(v)]))
      .find(Boolean)
    const address = by(ADDRESS_KEYS)
    const revision = by(['revision', 'model_revision'])
    const among =
      outer.among ||
      provider !== undefined ||
      bySnakeKey(entries)
        .keys()
        .some((key) => SETTING.test(key))
    return {
      above: outer.above,
      servedAs: outer.servedAs,
      section: outer.section,
      provider: provider ?? outer.provider,
      address: address !== undefined && /^https?:\/\//.test(address) ? address : outer.address,
      among,
      ...(revision !== undefined && /^[\w./-]{1,100}$/.test(revision) && { revision }),
    }
  }

  function keyed(
    entry: ConfigEntry,
    key: string,
    written: string,
    siblings: readonly ConfigEntry[],
    place: Place,
  ): void {
    const [holder = ''] = place.above
    const has = (name: string): boolean => bySnakeKey(siblings).has(name)
    if (
      DATASET_KEY.test(key) ||
      (/^(?:path|name|repo_id|id|hf_hub_url)$/.test(key) && DATASET_KEY.test(holder))
    ) {
      // `dataset_path: org/name` with `dataset_name: subset`.
      const isSubset = key === 'dataset_name' && ['dataset_path', 'dataset_id', 'dataset_repo'].some(has)
      if (!isSubset) addDataset(written, entry.line, entry.key)
      return
    }
    if (DEPLOYMENT_KEY.test(key)) {
      if (place.provider === 'azure-openai' || /azure/.test(key))
        addModel(written, entry.line, entry.key, 'sure', { ...place, provider: 'azure-openai' })
      return
    }
    // The name that a gateway or a server gives to what is behind it.
    if (
      /^(?:model_name|name|id|model_id)$/.test(key) &&
      (has('litellm_params') || has('model_source') || (key === 'model_name' && has('model')))
    )
      return
    const strength = modelKey(key)
    const own =
      strength && holder === 'litellm_params'
        ? ownServerMentions(
            defaultOf(written).value,
            place.address,
            entry.line,
            `is the value of ${entry.key} in a configuration`,
            place.servedAs,
          )
        : undefined
    if (own) out.push(...own)
    else if (strength) {
      const prefixed = holder === 'litellm_params' || key === 'llm' || key === 'model'
      addModel(
        written,
        entry.line,
        entry.key,
        strength,
        holder === 'litellm_params'
          ? { ...place, provider: undefined, address: undefined, routed: place.address, among: true }
          : place,
        prefixed,
      )
    } else if (isPromptfoo && key === 'id' && /^(?:providers|targets)$/.test(holder)) {
      const thing = promptfooModel(written)
      if (thing)
        add({ thing, says: 'is one of the providers of a configuration', status: 'declared' }, entry.line)
    } else if (
      /^(?:name|id|repository)$/.test(key) &&
      MODEL_HOLDER.test(holder) &&
      !has('model') &&
      (place.provider !== undefined || key === 'repository')
    )
      addModel(written, entry.line, `${holder}.${entry.key}`, 'likely', place)
  }

  function addModel(
    written: string,
    line: number,
    key: string,
    strength: 'sure' | 'likely',
    place: Place,
    prefixed = false,
  ): void {
    const { value, inferred } = defaultOf(written)
    if (isNoModel(value)) return
    const found = named(value, strength, place, prefixed)
    if (!found || found.kind === 'path') return
    const thing = found.kind === 'hub' && place.revision ? { ...found, revision: place.revision } : found
    const role = roleOf(snake(key), ...place.above.slice(0, 2))
    const passed = thing.kind === 'api' && place.routed ? providerOfAddress(place.routed)?.id : undefined
    const address =
      passed !== undefined && thing.kind === 'api' && passed === thing.model.provider
        ? place.routed
        : place.address
    const endpoint = address && thing.kind === 'api' ? withoutCredentials(address) : undefined
    add(
      {
        thing,
        says: `is the value of ${key.slice(0, 60)} in a configuration`,
        status: inferred ? 'inferred' : 'declared',
        ...(role && { role }),
        ...(endpoint && { endpoint }),
        ...(place.servedAs && { servedAs: [place.servedAs] }),
      },
      line,
    )
  }

  function named(
    value: string,
    strength: 'sure' | 'likely',
    place: Place,
    prefixed: boolean,
  ): NamedModel | undefined {
    const sure = strength === 'sure'
    const stated = place.address === undefined ? undefined : modelOfValue(value, { address: place.address })
    if (stated?.kind === 'api' && place.provider !== 'azure-openai') return stated
    const local = place.address !== undefined && place.provider === 'openai'
    if (place.provider && !local) {
      const prefix =
        place.provider === 'ollama' || place.provider === 'hugging-face' ? undefined : modelOfValue(value)
      // `model: openai/gpt-4o` beside a framework's own kind.
      if (prefix?.kind === 'api' && value.includes('/') && place.provider !== 'openrouter') return prefix
      return sure || isPlausible(value, place.provider)
        ? modelOfValue(value, { provider: place.provider })
        : undefined
    }
    const found = modelOfValue(value, {
      sure,
      prefixed: prefixed && place.among && /^(?:[a-z_]+)\/[^/]+(?:\/|$)/.test(value) && isRouted(value),
    })
    if (found?.kind !== 'hub') return found
    if (!value.includes('/')) return sure ? found : undefined
    const known = familyOfName(found.name) !== undefined
    return sure || known || (place.among && /\d|[A-Z]/.test(found.name)) ? found : undefined
  }

  /** `models: {"org/name": {…}}`: the ids are the keys. */
  function addKeys(entries: readonly ConfigEntry[], place: Place): void {
    for (const { key, line, value } of entries.slice(0, MAX_ITEMS)) {
      if (
        value.kind !== 'map' ||
        (providerOfModelId(key) === undefined && !(key.includes('/') && familyOfName(key)))
      )
        continue
      addModel(key, line, 'models', 'likely', place)
    }
  }

  function addVariable(entry: ConfigEntry, variables: readonly Variable[]): void {
    const written = anyText(entry.value)
    if (written === undefined) return
    const { value, inferred } = defaultOf(written)
    const use = variableUse({ name: entry.key, value }, variables)
    if (use) add(inferred ? { ...use, status: 'inferred' } : use, entry.line)
  }

  function addDataset(written: string, line: number, key: string): void {
    const thing = datasetOfValue(written, /dataset/.test(snake(key)))
    if (thing)
      add({ thing, says: `is the value of ${key.slice(0, 60)} in a configuration`, status: 'declared' }, line)
  }

  function storeOf(entry: ConfigEntry, key: string): void {
    if (!VECTOR_STORE.test(key) || entry.value.kind !== 'map') return
    const kind = entry.value.entries.find((e) =>
      /^(?:provider|type|name|kind|backend|database|class_name|_target_)$/.test(snake(e.key)),
    )
    const product = kind && text(kind.value)
    if (kind && product !== undefined) {
      addStore(product, kind.line)
      for (const e of entry.value.entries.slice(0, 20))
        out.push(...addressMention(`${product}.${snake(e.key)}`, text(e.value) ?? '', e.line))
    } else for (const { key: name, line } of entry.value.entries.slice(0, 20)) addStore(name, line)
  }

  function addStore(written: string, line: number): void {
    const title = vectorStoreNamed(written)
    if (title)
      out.push(
        mention(serviceSubject(title), line, 'is the vector store of a configuration', [
          { name: 'service-type', value: 'vector-store', status: 'inferred' },
        ]),
      )
  }

  function add(use: Use, line: number): void {
    out.push(...useMentions(use, line))
  }
}

/** Ids of a provider look like models; any word could stand where its name is mentioned. */
function isPlausible(value: string, provider: string): boolean {
  if (/^(?:azure-openai|ollama|aws-bedrock|openrouter|lm-studio)$/.test(provider))
    return !/^[A-Z][a-z]+$/.test(value)
  return providerOfModelId(value) !== undefined || familyOfName(value) !== undefined || /^ft:|\d/.test(value)
}

/** `type: haystack_integrations.….QdrantDocumentStore` */
function isStoreClass(key: string, written: string): boolean {
  return (
    /^(?:type|_target_|class_name|class)$/.test(key) &&
    /(?:VectorStore|DocumentStore|VectorSearch|VectorDB)$/.test(written)
  )
}

/** `provider/model`, where the first word is a router's word and no organisation. */
function isRouted(value: string): boolean {
  return !/^(?:google|openai|mistralai|nvidia|databricks|huggingface|cohere|jina|microsoft|meta|ibm|stability|deepseek)\//.test(
    value,
  )
}

/** n8n: `{__rl: true, value: 'gpt-4o', mode: 'list'}`. */
function resourceLocator(value: ConfigValue): string | undefined {
  if (value.kind !== 'map' || !value.entries.some((e) => e.key === '__rl')) return undefined
  return text(value.entries.find((e) => e.key === 'value')?.value)
}
