import { apiProvider, providerOfAddress, providerOfPrefix } from './api-provider.ts'
import { familyOfName } from './model-family.ts'
import { datasetOfValue } from './dataset-value.ts'
import type { Use } from './model-mention.ts'
import { modelOfValue } from './model-value.ts'

/** An environment variable or a property, with its value; values of others than those that name models never leave. */
export interface Variable {
  readonly name: string
  readonly value: string
}

/** `MODEL`, `MODEL_ID`, `OPENAI_CHAT_MODEL_NAME`: what follows the word may only say that it is its name. */
const MODEL =
  /(?:^|_)(?:MODEL|LLM)S?(?:_(?:ID|NAME|NAME_OR_PATH|REPO|REPO_ID|URI|URL|SLUG|VERSION|DEFAULT))?$/
const MODEL_FIRST = /^MODEL_(?:DEFAULT|CHAT|EMBEDDINGS?|RERANK(?:ER)?|PRIMARY|SMALL|LARGE|FAST)$/
const REPOSITORY = /(?:^|_)(?:HF|HUGGINGFACE|HUGGING_FACE)_(?:REPO(?:_ID)?|HUB_MODEL(?:_ID)?)$/
const DEPLOYMENT = /(?:^|_)DEPLOYMENT(?:_(?:NAME|ID))?$/
const DATASET = /(?:^|_)DATASET(?:_(?:ID|NAME|REPO))?$/
const ADDRESS = /(?:^|_)(?:BASE_URL|API_BASE|API_BASE_URL|ENDPOINT|API_URL|BASE_PATH|HOST)$/
/** What other trades call a model. Lower case, words joined by `_`. */
export const OTHER_MODEL: RegExp =
  /^(?:data|domain|view|user|auth|auth_user|database|db|django|object|car|vehicle|device|product|business|pricing|cost|license|threat|trust|security|physics|render|mesh|printer|camera|phone|response|request|form|page|base_page|billing|permission|custom_user|content|schema|entity|parent|child|related|color|concurrency|memory|consistency|execution|programming|pull|driver|sub|media|file|resource|event|storage|deployment|role|mvc)_model/

const EMBEDDING = /EMBED/
const RERANKER = /RERANK/
const ADAPTER_NAME = /(?:^|_)(?:LORA|ADAPTER)(?:_(?:ID|NAME|REPO|MODEL))?$/
const ADAPTER = /(?:^|_)(?:LORA|ADAPTER|PEFT)(?:_|$)/
/** Words before the word that say who serves it, where the provider is not called so. */
const PROVIDER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/AZURE/, 'azure-openai'],
  [/BEDROCK/, 'aws-bedrock'],
  [/VERTEX/, 'google-vertex-ai'],
  [/CLAUDE/, 'anthropic'],
  [/GEMINI|PALM/, 'google'],
  [/OPENROUTER/, 'openrouter'],
  [/^(?:HF|HUGGINGFACE|HUGGING_FACE|TRANSFORMERS|VLLM|TGI|SENTENCE_TRANSFORMERS?)(?:_|$)/, 'hugging-face'],
  [/^OPENAI_COMPATIBLE/, ''],
]
/** A server of its own that speaks OpenAI's protocol calls its model as it likes. */
const FREE_NAMES = new Set(['openai', 'azure-openai', 'anthropic'])

export function variableUses(variables: readonly Variable[]): { readonly use: Use; readonly name: string }[] {
  return variables.flatMap((variable) => {
    const use = variableUse(variable, variables)
    return use ? [{ use, name: variable.name }] : []
  })
}

/** Each looks at all the others. */
const MAX_NEIGHBOURS = 200

/** What the variable names; its neighbours say where an API is. */
export function variableUse(variable: Variable, all: readonly Variable[] = []): Use | undefined {
  const others = all.length > MAX_NEIGHBOURS ? all.slice(0, MAX_NEIGHBOURS) : all
  const name = variable.name.toUpperCase().replaceAll(/[.-]/g, '_')
  const { value } = variable
  if (value === '' || /KEY|TOKEN|SECRET|PASSW|PATH$|DIR$|FILE$/.test(name.replace(/NAME_OR_PATH$/, '')))
    return undefined
  const says = `is named by the variable ${variable.name.slice(0, 80)}`
  if (DATASET.test(name)) {
    const dataset = datasetOfValue(value)
    return dataset && { thing: dataset, says, status: 'inferred' }
  }
  const hinted = providerOf(name)
  if (DEPLOYMENT.test(name)) {
    if (hinted !== 'azure-openai') return undefined
    const named = modelOfValue(value, { provider: 'azure-openai' })
    return named && { thing: named, says, status: 'declared', ...roleOf(name) }
  }
  if (OTHER_MODEL.test(name.toLowerCase())) return undefined
  if (!MODEL.test(name) && !MODEL_FIRST.test(name) && !REPOSITORY.test(name) && !ADAPTER_NAME.test(name))
    return undefined
  const address = addressFor(name, others)
  const served = address === undefined ? undefined : providerOfAddress(address)?.id
  const foreign =
    address !== undefined && served === undefined && hinted !== undefined && FREE_NAMES.has(hinted)
  const provider = served ?? (foreign ? undefined : hinted)
  const found =
    modelOfValue(value, { ...(provider && { provider }), sure: true }) ??
    (provider === undefined &&
    speaksToOllama(others) &&
    /^[a-z][\w.-]*(?::[\w.-]+)?$/.test(value) &&
    (value.includes(':') || familyOfName(value) !== undefined)
      ? modelOfValue(value, { provider: 'ollama' })
      : undefined)
  if (!found || found.kind === 'path') return undefined
  // A proxy of somebody answers to names of its own: the provider stays unsaid.
  if (foreign && found.kind === 'api' && found.model.provider !== hinted) return undefined
  return { thing: found, says, status: 'declared', ...roleOf(name) }
}

/** A neighbour says where an Ollama answers. */
function speaksToOllama(others: readonly Variable[]): boolean {
  return others.some((o) => /OLLAMA/i.test(o.name) || /^https?:\/\/[^\s/]*(?:ollama|:11434)/.test(o.value))
}

function roleOf(name: string): { role?: string } {
  if (EMBEDDING.test(name)) return { role: 'embedding' }
  if (RERANKER.test(name)) return { role: 'reranker' }
  return ADAPTER.test(name) ? { role: 'adapter' } : {}
}

function providerOf(name: string): string | undefined {
  for (const [pattern, id] of PROVIDER_WORDS) if (pattern.test(name)) return id === '' ? undefined : id
  const words = name.split('_')
  for (let i = 0; i < words.length; i++) {
    const found = providerOfPrefix(words[i]!)
    if (found && apiProvider(found.id)) return found.id
  }
  return undefined
}

/** The address whose name starts like the model's: `OPENAI_BASE_URL` beside `OPENAI_MODEL`. */
function addressFor(name: string, others: readonly Variable[]): string | undefined {
  const first = name.split('_')[0]!
  const found = others.find((o) => {
    const other = o.name.toUpperCase()
    return ADDRESS.test(other) && other.split('_')[0] === first && /^https?:\/\//.test(o.value)
  })
  return found?.value
}
