import type { AttributeDraft, MentionedRelation } from '../../names/mention.ts'
import { originsOf } from './provenance.ts'
import { referenceOf } from './reference.ts'
import {
  argument,
  argumentTexts,
  isTrue,
  note,
  onlyText,
  spoken,
  type Recogniser,
  type Seen,
} from './seen.ts'

const NAME_KEYWORDS = [
  'pretrained_model_name_or_path',
  'model_name_or_path',
  'model_id',
  'repo_id',
  'model_name',
  'name_or_path',
  'pretrained_model_or_path',
  'pretrained_model_link_or_path',
  'model_path',
  'model',
  'path',
]
const LOAD =
  /^(?:from_pretrained|from_quantized|from_finetuned|from_single_file|from_pretrained_merged|from_hub|from_preset|load_from_hub|from_model_id)$/

/** `AnyClass.from_pretrained("organisation/name")` of transformers, diffusers, PEFT and all who took the habit. */
export const pretrained: Recogniser = (seen) => {
  const { last, before } = seen
  if (!LOAD.test(last) || before === '' || /(?:^|\.)vertexai\./.test(before)) return false
  if (/(?:^|\.)(?:keras_hub|keras_nlp)\./.test(before)) return fromPreset(seen)
  if (last === 'from_preset') return fromPreset(seen)
  if (/(?:^|\.)(?:Peft\w*|LoraModel)$/.test(before)) return adapter(seen)
  const attributes = [...libraryOf(seen), ...roleOf(before), ...quantizationOf(seen)]
  const task = last === 'from_model_id' ? onlyText(seen, ['task']) : undefined
  if (task) attributes.push({ name: 'task', value: task })
  models(seen, argumentTexts(seen, NAME_KEYWORDS, 0), attributes)
  return true
}

/** `PeftModel.from_pretrained(base, adapter)`: the adapter was derived from whatever the base was loaded from. */
function adapter(seen: Seen): boolean {
  const base = originsOf(argument(seen, ['model'], 0), 'model', seen)
  models(
    seen,
    argumentTexts(seen, ['model_id', 'adapter_name_or_path'], 1),
    [...libraryOf(seen), { name: 'role', value: 'adapter', status: 'inferred' }],
    base.map((to) => ({ kind: 'derived-from', to })),
  )
  return true
}

/** `pipe.load_lora_weights("organisation/lora")`: what is added to a model that is already there. */
export const addition: Recogniser = (seen) => {
  if (
    !/^(?:load_lora_weights|load_adapter|load_ip_adapter|load_textual_inversion|load_attn_procs|load_lora_adapter)$/.test(
      seen.last,
    )
  )
    return false
  if (seen.before === '') return false
  const base = seen.call.callee.kind === 'member' ? originsOf(seen.call.callee.of, 'model', seen) : []
  models(
    seen,
    argumentTexts(seen, [...NAME_KEYWORDS, 'peft_model_id', 'pretrained_model_name_or_path_or_dict'], 0),
    [{ name: 'role', value: 'adapter', status: 'inferred' }],
    base.map((to) => ({ kind: 'derived-from', to })),
  )
  return true
}

/** `transformers.pipeline("task", model="organisation/name")`. */
export const pipeline: Recogniser = (seen) => {
  if (
    seen.last !== 'pipeline' ||
    !/^(?:|transformers(?:\.pipelines)?|optimum\.\w+|lmdeploy)$/.test(seen.before)
  )
    return false
  const deploy = seen.before === 'lmdeploy'
  const task = deploy ? undefined : onlyText(seen, ['task'], 0)
  const attributes: AttributeDraft[] = [
    { name: 'library', value: deploy ? 'lmdeploy' : 'transformers', status: 'inferred' },
    ...(task ? [{ name: 'task', value: task } as const] : []),
  ]
  models(seen, argumentTexts(seen, ['model', 'model_path'], deploy ? 0 : 1), attributes)
  return true
}

/** `hf_hub_download(repo_id=…)`, `snapshot_download(…)`: also of datasets. */
export const download: Recogniser = (seen) => {
  if (
    !/^(?:hf_hub_download|snapshot_download|hf_hub_url|cached_download|try_to_load_from_cache)$/.test(
      seen.last,
    )
  )
    return false
  const type = argumentTexts(seen, ['repo_type'])[0]?.text ?? 'model'
  if (type !== 'model' && type !== 'dataset') return true
  const index = seen.before.startsWith('modelscope') ? undefined : 0
  references(seen, type, argumentTexts(seen, ['repo_id', 'model_id'], index ?? 0), [])
  return true
}

/** Keras presets name models of Kaggle, of the hub, or of the library's own list. */
function fromPreset(seen: Seen): boolean {
  for (const { text } of argumentTexts(seen, ['preset'], 0)) {
    const kaggle = /^kaggle:\/\/(.+)$/.exec(text)?.[1]
    const library = { name: 'library', value: 'keras-hub', status: 'inferred' } as const
    if (text.startsWith('hf://')) models(seen, [{ kind: 'text', text, sure: true }], [library])
    else if (kaggle)
      note(seen, { by: 'name', kind: 'model', registry: 'kaggle', name: kaggle }, says(seen), [library])
    else if (/^[a-z][\w.-]+$/.test(text))
      note(seen, { by: 'name', kind: 'model', registry: 'keras-hub', name: text }, says(seen), [library])
  }
  return true
}

export function models(
  seen: Seen,
  texts: Parameters<typeof references>[2],
  attributes: readonly AttributeDraft[],
  relations: readonly MentionedRelation[] = [],
): boolean {
  return references(seen, 'model', texts, attributes, relations)
}

/** Notes what the texts name; returns whether anything was. */
export function references(
  seen: Seen,
  kind: 'model' | 'dataset',
  texts: ReturnType<typeof argumentTexts>,
  attributes: readonly AttributeDraft[],
  relations: readonly MentionedRelation[] = [],
): boolean {
  const revision = onlyText(seen, ['revision', 'model_revision', 'code_revision'])
  let found = false
  for (const text of texts) {
    const reference = referenceOf(text, { kind, path: seen.path, revision })
    if (!reference) continue
    note(seen, reference.subject, says(seen), [...attributes, ...reference.attributes], relations)
    found = true
  }
  return found
}

export function says(seen: Seen): string {
  const remote =
    /InferenceClient|Inference(?:API|Endpoint)|HuggingFace(?:Hub|Endpoint|APIGenerator)$|HfApiModel/.test(
      seen.last,
    )
  return `is ${remote ? 'called through' : 'loaded by'} ${spoken(seen)}`
}

const LIBRARIES =
  /^(transformers|diffusers|peft|sentence_transformers|optimum|auto_gptq|awq|unsloth|trl|setfit|gliner|timm|open_clip|tokenizers|ctransformers|llama_cpp|vllm|fastembed|faster_whisper|adapters|colpali_engine|parler_tts|TTS|bark|whisper|spacy|flair|onnxruntime|keras|tensorflow|torch|torchvision|sklearn|joblib|mlflow)\b/

export function libraryOf(seen: Seen): AttributeDraft[] {
  const library = LIBRARIES.exec(seen.call.name)?.[1]
  return library ? [{ name: 'library', value: library.replaceAll('_', '-'), status: 'inferred' }] : []
}

function roleOf(before: string): AttributeDraft[] {
  if (/Rerank|CrossEncoder/.test(before)) return [{ name: 'role', value: 'reranker', status: 'inferred' }]
  return /Embedding|SentenceTransformer/.test(before)
    ? [{ name: 'role', value: 'embedding', status: 'inferred' }]
    : []
}

function quantizationOf(seen: Seen): AttributeDraft[] {
  if (isTrue(argument(seen, ['load_in_4bit']))) return [{ name: 'quantization', value: 'bitsandbytes 4-bit' }]
  if (isTrue(argument(seen, ['load_in_8bit']))) return [{ name: 'quantization', value: 'bitsandbytes 8-bit' }]
  const config = argument(seen, ['quantization_config'])
  if (config.kind !== 'instance' || !config.call.name.endsWith('BitsAndBytesConfig')) return []
  for (const bits of ['4', '8']) {
    const node = config.call.keywords.get(`load_in_${bits}bit`)
    if (isTrue(seen.evaluator.valueOf(node, config.call.scope)))
      return [{ name: 'quantization', value: `bitsandbytes ${bits}-bit` }]
  }
  return []
}
