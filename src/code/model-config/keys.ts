import { OTHER_MODEL } from '../../names/model-variable.ts'
import type { ConfigEntry } from '../../syntax/config/tree.ts'

/** Keys of all notations in one form: lower case, words joined by `_`, without the folder before a dot. */
export function snake(key: string): string {
  return key
    .slice(key.lastIndexOf('.') + 1)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[-\s]+/g, '_')
    .toLowerCase()
}

const INDEXES = new WeakMap<readonly ConfigEntry[], ReadonlyMap<string, ConfigEntry>>()

/** The entries of a map by the one form of their keys, the first of each: every entry asks for its neighbours. */
export function bySnakeKey(entries: readonly ConfigEntry[]): ReadonlyMap<string, ConfigEntry> {
  const known = INDEXES.get(entries)
  if (known) return known
  const index = new Map<string, ConfigEntry>()
  for (const entry of entries) {
    const key = snake(entry.key)
    if (!index.has(key)) index.set(key, entry)
  }
  INDEXES.set(entries, index)
  return index
}

/** The key says that its value is a model, wherever it stands. */
const SURE =
  /^(?:model_name_or_path|(?:base|pretrained)_model_name_or_path|embed(?:ding|dings|der)?_model(?:_name|_id)?|embed(?:ding|dings)_hf_model_name|rerank(?:er|ing)?_model(?:_name|_id)?|llm_model(?:_name|_id)?|chat_model(?:_name|_id)?|completion_model(?:_name|_id)?|hf_model(?:_name|_id|_repo)?|(?:[a-z]+_)?hf_repo(?:_id)?|huggingface_model(?:_name|_id)?|huggingface_repo(?:_id)?|hf_hub_id|repo_id|pretrained_model|sentence_transformer(?:_model)?|sentence_transformers_model|cross_encoder(?:_model)?|language_model|foundation_model(?:_id)?|judge_model|grader_model|vision_model|summari[sz]ation_model|summari[sz]er_model|whisper_model|asr_model|tts_model|ner_model|openai_model(?:_name)?|anthropic_model|ollama_model|gemini_model|claude_model|tab_autocomplete_model|weak_model|editor_model|small_model|default_model|model_weights)$/
/** A model, if what stands beside it does not say otherwise. */
const LIKELY =
  /^(?:model|model_id|model_name|llm|base_model|model_path|model_repo|model_slug|model_uri|hf_path|engine_model|small_fast_model|\w{1,30}_model(?:_name|_id)?|model_ref)$/
export type KeyStrength = 'sure' | 'likely' | undefined

export function modelKey(key: string): KeyStrength {
  if (OTHER_MODEL.test(key) || /^(?:served|output|new|target|hub|finetuned|push)_/.test(key)) return undefined
  if (SURE.test(key)) return 'sure'
  return LIKELY.test(key) ? 'likely' : undefined
}

export const DEPLOYMENT_KEY: RegExp =
  /^(?:(?:azure|chat|embedding|embeddings|llm|openai|gpt|azure_openai)_)?deployment(?:_name|_id)?$|^azure_(?:openai_)?(?:\w+_)?deployment(?:_name)?$|^azure_openai_api_deployment_name$/
export const DATASET_KEY: RegExp =
  /^(?:(?:train|training|eval|evaluation|test|validation|hf|huggingface|calibration|benchmark|benchmarking)_)?datasets?(?:_name|_id|_path|_repo|_repo_id)?$/
/** Where a list of models or the one model stands, and `name` or `id` is its name. */
export const MODEL_HOLDER: RegExp =
  /^(?:models?|llms?|chat_models?|embeddings?|embedder|embedding_models?|embeddings_provider|rerank(?:er|ing)?(?:_models?)?|tab_autocomplete_model|language_models?|generator|completion|default_model|providers|multi_?modal)$/
export const PROVIDER_KEYS: readonly string[] = [
  'provider',
  'model_provider',
  'llm_provider',
  'embedding_provider',
  'embeddings_provider',
  'api_type',
  'type',
  '_type',
  'class',
  'class_name',
  '_target_',
  'engine',
  'vendor',
  'backend',
  'platform',
  'source',
  'model_type',
  'client',
  'llm_type',
  'service',
  'component',
]
export const ADDRESS_KEYS: readonly string[] = [
  'base_url',
  'api_base',
  'api_base_url',
  'openai_api_base',
  'azure_endpoint',
  'endpoint',
  'api_url',
  'url',
  'host',
  'api_endpoint',
]
/** Settings that stand beside a model's name and beside hardly anything else. */
export const SETTING: RegExp =
  /^(?:temperature|max_tokens|max_new_tokens|max_completion_tokens|top_[pk]|api_key|api_base|base_url|provider|model_provider|context_(?:length|window|size)|dimensions?|dtype|torch_dtype|device(?:_map)?|quantization|revision|tokenizer|trust_remote_code|load_in_[48]bit|max_model_len|tensor_parallel_size|gpu_memory_utilization|system_prompt|system_message|prompt|prompt_template|completion_params|model_kwargs|encode_kwargs|normalize_embeddings|batch_size|chunk_size|num_ctx|stop|streaming|presence_penalty|frequency_penalty|embedding_dim|api_version|framework|task|max_length|max_seq_length|use_auth_token|roles|max_retries|request_timeout|served_model_name|llm_params|litellm_params|hf_token|cache_dir|device|reasoning_effort|n_ctx|n_gpu_layers|init_parameters|instructions|goal|backstory|api_key_env_var|messages|response_format|tools)$/

export function roleOf(...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    if (/rerank|cross_encoder/.test(key)) return 'reranker'
    if (/embed|sentence_transformer/.test(key)) return 'embedding'
  }
  return undefined
}
