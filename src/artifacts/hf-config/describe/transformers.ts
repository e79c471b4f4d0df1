import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../../bytes/json.ts'
import type { Attribute } from '../../../model/attribute.ts'
import type { SightedRelation } from '../../../model/sighting.ts'
import { familyAttributes, familyOfName } from '../../../names/model-family.ts'
import { modelReference } from '../../../names/model-reference.ts'
import { attribute, evidenceAt, stated, textOf } from '../../../syntax/stated.ts'
import { numberFormat } from '../number-format.ts'
import type { Description } from './description.ts'
import { quantization } from './quantization.ts'

/** Names that older architectures gave to what is called so now. */
const SIZES: readonly (readonly [key: string, ...names: string[]])[] = [
  ['hidden_size', 'hidden_size', 'n_embd', 'd_model', 'dim', 'hidden_dim'],
  ['num_hidden_layers', 'num_hidden_layers', 'n_layer', 'num_layers', 'n_layers'],
  ['num_attention_heads', 'num_attention_heads', 'n_head', 'num_heads', 'n_heads'],
  ['num_key_value_heads', 'num_key_value_heads'],
  ['intermediate_size', 'intermediate_size', 'n_inner', 'd_ff'],
  ['num_experts', 'num_local_experts', 'num_experts', 'n_routed_experts'],
  ['vocab_size', 'vocab_size', 'padded_vocab_size'],
  ['tokenizer_class', 'tokenizer_class'],
]
const CONTEXT = [
  'max_position_embeddings',
  'n_positions',
  'n_ctx',
  'max_seq_len',
  'seq_length',
  'max_sequence_length',
]
/** Multimodal configurations keep those of their language model in a section. */
const SECTIONS = ['text_config', 'llm_config', 'language_config', 'thinker_config']

const TASKS: readonly (readonly [RegExp, string])[] = [
  [/ForCausalLM$|LMHeadModel$/, 'text-generation'],
  [/ForMaskedLM$/, 'fill-mask'],
  [/ForSequenceClassification$/, 'text-classification'],
  [/ForTokenClassification$/, 'token-classification'],
  [/ForQuestionAnswering$/, 'question-answering'],
  [/ForImageClassification$/, 'image-classification'],
  [/ForObjectDetection$/, 'object-detection'],
  [/ForAudioClassification$/, 'audio-classification'],
  [/ForCTC$/, 'automatic-speech-recognition'],
]

/** `config.json` of transformers. */
export function describeTransformers(root: JsonValue, path: string): Description | undefined {
  const type = member(root, 'model_type')
  const listed = member(root, 'architectures')
  const modelType = typeof type?.value === 'string' ? type.value : undefined
  const architectures = isArray(listed?.value) ? listed.value.items.filter((a) => typeof a === 'string') : []
  if (modelType === undefined && architectures.length === 0) return undefined
  const line = (listed ?? type)?.line
  const name = architectures[0] ?? modelType ?? 'a model'
  const evidence = evidenceAt(path, line, `configures ${name.slice(0, 100)}`)
  const version = statedVersion(root)
  return {
    ...(version !== undefined && { version }),
    evidence,
    attributes: [
      ...(architectures.length > 0
        ? stated('architecture', listed, path)
        : stated('architecture', type, path)),
      ...familyAttributes({ ...(modelType && { modelType }), architectures }, evidence),
      ...architectures
        .slice(0, 1)
        .flatMap((a) => attribute('task', taskOf(a), evidence, { status: 'inferred' })),
      ...stated('library', member(root, 'transformers_version'), path, { as: () => 'transformers' }),
      ...sizes(root, path),
      ...stated('context-length', first(root, CONTEXT), path, { as: positiveInteger }),
      ...numbers(root, path),
      ...familyOfOrigin(root, path),
    ],
    relations: origin(root),
  }
}

/** Of the model; the library writes its own under another name. A number would have lost its last zero. */
function statedVersion(root: JsonValue): string | undefined {
  return ['model_version', 'version']
    .map((key) => member(root, key)?.value)
    .find((value): value is string => typeof value === 'string' && /^v?\d[\w.+-]{0,60}$/.test(value))
}

function taskOf(architecture: string): string | null {
  return TASKS.find(([pattern]) => pattern.test(architecture))?.[1] ?? null
}

function sizes(root: JsonValue, path: string): Attribute[] {
  return SIZES.flatMap(([key, ...names]) => {
    const m = first(root, names)
    return isArray(m?.value) ? [] : stated('hyperparameter', m, path, { key })
  })
}

/** Of the document, else of its section for the language model. */
function first(root: JsonValue, names: readonly string[]): JsonMember | undefined {
  for (const place of [root, ...SECTIONS.map((section) => member(root, section)?.value)])
    for (const name of names) {
      const found = member(place, name)
      if (textOf(found?.value) !== undefined) return found
    }
  return undefined
}

export function positiveInteger(text: string): string | undefined {
  // Tokenizers without a bound write 10^30.
  return /^[1-9]\d{0,11}$/.test(text) ? text : undefined
}

function numbers(root: JsonValue, path: string): Attribute[] {
  const type = first(root, ['dtype', 'torch_dtype'])
  const scheme = member(root, 'quantization_config') ?? member(root, 'compression_config')
  if (!isObject(scheme?.value)) return stated('quantization', type, path, { as: numberFormat })
  return [
    ...attribute(
      'quantization',
      quantization(scheme.value) ?? null,
      evidenceAt(path, scheme.line, `is stated by ${scheme.key}`),
    ),
    // What is computed with; the weights are stored in the scheme's own format.
    ...stated('hyperparameter', type, path, { key: 'torch_dtype' }),
  ]
}

function originName(root: JsonValue): JsonMember | undefined {
  const found = member(root, '_name_or_path')
  return typeof found?.value === 'string' && found.value.includes('/') ? found : undefined
}

function familyOfOrigin(root: JsonValue, path: string): Attribute[] {
  const name = originName(root)
  return stated('family', name, path, {
    status: 'inferred',
    says: 'is concluded from the name it was loaded by',
    as: familyOfName,
  })
}

/** The name under which the model was loaded before it was saved: its base, or itself. */
function origin(root: JsonValue): SightedRelation[] {
  const name = originName(root)
  const to = typeof name?.value === 'string' ? modelReference(name.value, { kind: 'model' }) : undefined
  return to?.by === 'name' && to.registry === 'hugging-face' ? [{ kind: 'derived-from', to }] : []
}
