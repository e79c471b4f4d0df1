import { apiModel, isApiModelId, prefixedApiModel, type ApiModel } from './api-model.ts'
import { apiProvider, providerOfAddress } from './api-provider.ts'
import { isHubName } from './hub.ts'
import { providerOfModelId } from './known-model-id.ts'

/** What a value that names a model may mean. */
export type NamedModel =
  | { readonly kind: 'hub'; readonly name: string; readonly revision?: string }
  | { readonly kind: 'api'; readonly model: ApiModel }
  | { readonly kind: 'path'; readonly path: string }

export interface ValueContext {
  /** Registry of the provider that stands beside it: `openai`, `ollama`. */
  readonly provider?: string
  /** Address of the API that it is sent to. */
  readonly address?: string
  /** Its key or option says that it is a model: names without an organisation are taken then. */
  readonly sure?: boolean
  /** Values are written as `provider/model`, as LiteLLM and routers want them. */
  readonly prefixed?: boolean
}

const MAX_VALUE = 300
/** Folders that first segments of relative paths are, and organisations are not. */
const FOLDER =
  /^(?:\.{1,2}|~|models?|data|datasets?|checkpoints?|ckpts?|outputs?|out|results?|runs?|logs?|weights?|saved(?:[-_]models?)?|saves?|pretrained(?:[-_]models?)?|trained|experiments?|exps?|configs?|conf|src|scripts?|app|assets|cache|tmp|temp|local|mnt|opt|home|root|workspace|work|content|build|dist|lib|bin|etc|var|usr|srv|share|shared|storage|volumes?|artifacts?|examples?|tests?|docs?|tools|resources|static|public|private|files?|downloads?|adapters?|loras?|finetuned?|merged|exports?|repos?|projects?|input|hf[-_]models|huggingface[-_]models|cpu|gpu|cuda)$/i
const PLACEHOLDER =
  /^(?:(?:your|my|some|example|the)[-_.][\w.-]*|(?:your|my|some)(?:org|user|name|username|team|company|namespace|account|hf|model|repo|dataset)[\w-]*|example|org(?:ani[sz]ation)?(?:[-_]?(?:name|id))?|user(?:[-_]?name)?|namespace|owner|author|company|team|hf[-_]?user(?:name)?|foo|bar|xxx+|path|repo[-_]?(?:id|name|owner)?|provider|model[-_]?(?:id|name)?|vendor|to|replace[-_]?me|placeholder|n)$/i
const PLACEHOLDER_NAME =
  /^(?:your[-_][\w-]*|my[-_](?:model|repo|dataset|finetune|llm|org)|model(?:[-_]?(?:id|name|here))?|repo(?:[-_]?(?:id|name))?|name|dataset(?:[-_]?name)?|the[-_]model|model[-_]?card|xxx+|foo|bar)$/i
const FILE =
  /\.(?:py|sh|json[l5]?|ya?ml|toml|txt|md|csv|tsv|parquet|arrow|pth?|bin|ckpt|onnx|safetensors|gguf|ggml|h5|keras|pkl|pickle|joblib|tflite|pb|so|jsx?|tsx?|mjs|html?|ipynb|xml|zip|tar|t?gz|bz2|xz|whl|model|npz|npy|png|jpe?g|wav|mp[34]|log|cfg|ini|conf|env|git|com|net|io|org|ai|dev)$/i
const LEGACY =
  /^(?:(?:distil)?bert-(?:base|large)(?:-[a-z]+){0,4}|distilbert-base-(?:[a-z]+-?){1,3}[\w-]*|(?:distil)?roberta-(?:base|large)[\w-]*|gpt2(?:-medium|-large|-xl)?|distilgpt2|openai-gpt|t5-(?:small|base|large|3b|11b)|xlm-roberta-(?:base|large)[\w-]*|xlnet-(?:base|large)-cased|albert-(?:base|large|xlarge|xxlarge)-v[12]|camembert-base|xlm-mlm-[\w-]+|ctrl)$/
/** Names that its library looks up under its own organisation. */
const SENTENCE_TRANSFORMERS =
  /^(?:all-(?:MiniLM-L(?:6|12)-v[12]|mpnet-base-v[12]|distilroberta-v1|roberta-large-v1)|(?:paraphrase|multi-qa|msmarco|distiluse|nli|stsb|gtr-t5|sentence-t5|quora|average_word_embeddings|clip-ViT)-[\w.-]+|LaBSE|allenai-specter)$/
const PATH =
  /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/]|file:|s3:|gs:|abfss?:|azure:|wasbs?:|pvc:|oci:|https?:|dbfs:|hdfs:)/

/** Undefined for templates, placeholders and whatever does not look like the name of a model. */
export function modelOfValue(text: string, context: ValueContext = {}): NamedModel | undefined {
  const value = text.trim()
  if (value === '' || value.length > MAX_VALUE || /[\s<>{}$"'`|\\;,()[\]*?%^!&#]/.test(value))
    return undefined
  const url = hubUrl(value)
  if (url) return url
  if (PATH.test(value) || (!context.provider && isWeightFile(value)))
    return /^(?:\.{0,2}\/|~\/)/.test(value) || isWeightFile(value) ? { kind: 'path', path: value } : undefined
  const provider = context.provider ?? (context.address ? providerOfAddress(context.address)?.id : undefined)
  if (provider) return ofProvider(value, provider)
  return withoutProvider(value, context)
}

function ofProvider(value: string, provider: string): NamedModel | undefined {
  if (provider === 'hugging-face' || provider === 'vllm') return hub(value, true)
  const known = providerOfModelId(value)
  const spoken = prefixedApiModel(value)
  if (spoken && spoken.provider === provider) return { kind: 'api', model: spoken }
  if (!isApiModelId(value)) return undefined
  // A client that speaks one provider's protocol with names of the hub talks to something else.
  if (known === undefined && value.includes('/') && OWN_NAMES_ONLY.has(provider)) return hub(value, true)
  if (OWN_NAMES_ONLY.has(provider) && FILE.test(value)) return undefined
  return apiProvider(provider) ? { kind: 'api', model: apiModel(provider, value) } : undefined
}

/** Providers whose ids hold no slash. */
const OWN_NAMES_ONLY = new Set([
  'openai',
  'anthropic',
  'azure-openai',
  'mistral',
  'cohere',
  'deepseek',
  'xai',
])

function withoutProvider(value: string, { sure, prefixed }: ValueContext): NamedModel | undefined {
  const known = providerOfModelId(value)
  if (known) return { kind: 'api', model: apiModel(known, value) }
  const spoken = prefixedApiModel(value)
  if (spoken && (prefixed || speaksFor(spoken, value))) return { kind: 'api', model: spoken }
  if (value.includes('/')) return hub(value, false)
  return sure ? legacy(value) : undefined
}

/** `openai/gpt-4o` is a provider and its id; `openai/whisper-large-v3` and `google/gemma-2b` are names of the hub. */
function speaksFor(model: ApiModel, value: string): boolean {
  const parts = value.split('/')
  if (value.includes(':') && parts.length === 1 && model.provider === 'ollama') return true
  if (parts.length > 2) return true
  const known = providerOfModelId(model.id)
  return known !== undefined && (known === model.provider || !HUB_ORGANISATIONS.has(parts[0]!.toLowerCase()))
    ? true
    : ROUTES_ONLY.has(model.provider) && parts.length === 2
}

/** Providers' prefixes that are organisations on the hub, too. */
const HUB_ORGANISATIONS = new Set(['openai', 'google', 'mistralai', 'nvidia', 'databricks', 'huggingface'])
const ROUTES_ONLY = new Set([
  'ollama',
  'groq',
  'aws-bedrock',
  'openrouter',
  'google-vertex-ai',
  'azure-openai',
])

function hub(value: string, sure: boolean): NamedModel | undefined {
  const [name = '', revision, ...more] = value.split('@')
  if (more.length > 0) return undefined
  if (!name.includes('/')) return sure ? legacy(name) : undefined
  return isHubReference(name) ? { kind: 'hub', name, ...(revision && { revision }) } : undefined
}

function legacy(value: string): NamedModel | undefined {
  if (LEGACY.test(value)) return { kind: 'hub', name: value }
  return SENTENCE_TRANSFORMERS.test(value)
    ? { kind: 'hub', name: `sentence-transformers/${value}` }
    : undefined
}

/** `organisation/name`, and neither a relative path nor a placeholder. */
export function isHubReference(text: string): boolean {
  if (!isHubName(text)) return false
  const [organisation, name] = text.split('/')
  if (organisation === undefined || name === undefined) return false
  if (FOLDER.test(organisation) || PLACEHOLDER.test(organisation) || PLACEHOLDER_NAME.test(name)) return false
  if (/^\d+$/.test(organisation) || /^[\d.]+$/.test(name) || organisation.includes('..')) return false
  if (/\.(?:com|net|io|org|ai|dev|co|local)$/i.test(organisation)) return false
  return !FILE.test(name) && !/^(?:text|image|audio|video|application|multipart)$/.test(organisation)
}

export function isWeightFile(text: string): boolean {
  return /\.(?:gguf|ggml|safetensors|onnx|ckpt|pth?|bin|h5|keras|tflite|llamafile)$/i.test(text)
}

/** Pages and files of the hub: `https://huggingface.co/org/name/resolve/main/file`, `hf://org/name`. */
export function hubUrl(text: string): Extract<NamedModel, { kind: 'hub' }> | undefined {
  const match =
    /^(?:https?:\/\/(?:[^/@\s]{1,200}@)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/|hf:\/\/|git@hf\.co:)(?!datasets\/|spaces\/|docs\/|blog\/|api\/|papers\/|collections\/|models(?:$|\?)|join|settings)([A-Za-z0-9][\w.-]*\/[\w.-]+?)(?:\.git)?(?:\/(?:resolve|blob|raw|tree)\/([^/?#\s]+)[^\s]*)?(?:[/:?#][^\s]*)?$/.exec(
      text,
    )
  const name = match?.[1]
  if (name === undefined || !isHubReference(name)) return undefined
  return { kind: 'hub', name, ...(match?.[2] && { revision: match[2] }) }
}

/** The same for datasets. */
export function hubDatasetUrl(
  text: string,
): { readonly name: string; readonly revision?: string } | undefined {
  const match =
    /^(?:https?:\/\/(?:[^/@\s]{1,200}@)?(?:huggingface\.co|hf\.co|hf-mirror\.com)\/datasets\/|hf:\/\/datasets\/|git@hf\.co:datasets\/)([A-Za-z0-9][\w.-]*\/[\w.-]+?)(?:\.git)?(?:\/(?:resolve|blob|raw|tree)\/([^/?#\s]+)[^\s]*)?(?:[/?#][^\s]*)?$/.exec(
      text,
    )
  const name = match?.[1]
  if (name === undefined || !isHubReference(name)) return undefined
  return { name, ...(match?.[2] && { revision: match[2] }) }
}
