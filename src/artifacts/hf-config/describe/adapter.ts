import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../../bytes/json.ts'
import type { Attribute } from '../../../model/attribute.ts'
import type { SightedRelation } from '../../../model/sighting.ts'
import { modelReference } from '../../../names/model-reference.ts'
import { attribute, evidenceAt, stated, textOf } from '../../../syntax/stated.ts'
import type { Description } from './description.ts'

const SETTINGS = [
  'r',
  'lora_alpha',
  'alpha',
  'lora_dropout',
  'bias',
  'use_dora',
  'use_rslora',
  'init_lora_weights',
  'num_virtual_tokens',
  'prompt_tuning_init',
  'encoder_hidden_size',
]
const LISTS = ['target_modules', 'modules_to_save', 'layers_to_transform', 'target_parameters']
const TASKS: ReadonlyMap<string, string> = new Map([
  ['CAUSAL_LM', 'text-generation'],
  ['SEQ_CLS', 'text-classification'],
  ['TOKEN_CLS', 'token-classification'],
  ['QUESTION_ANS', 'question-answering'],
  ['FEATURE_EXTRACTION', 'feature-extraction'],
])

/** `adapter_config.json` of PEFT. */
export function describeAdapter(root: JsonValue, path: string): Description | undefined {
  const type = member(root, 'peft_type')
  if (typeof type?.value !== 'string') return undefined
  const evidence = evidenceAt(path, type.line, `configures a ${type.value.slice(0, 40)} adapter`)
  const relations = baseOf(root)
  const base = member(root, 'base_model_name_or_path')
  return {
    evidence,
    attributes: [
      ...attribute('role', 'adapter', evidence),
      ...stated('tuning-method', type, path, { as: (text) => text.toLowerCase().replaceAll('_', '-') }),
      ...attribute('library', 'peft', evidence),
      ...stated('task', member(root, 'task_type'), path, {
        status: 'inferred',
        as: (text) => TASKS.get(text),
      }),
      ...(relations.length > 0 && base ? revisionAsked(root, path) : []),
      ...settings(root, path),
      ...initialisedFrom(root, path),
    ],
    relations,
  }
}

/** Version of the base model. A commit is its version; a branch is only what was asked for. */
function revisionAsked(root: JsonValue, path: string): Attribute[] {
  return stated('hyperparameter', member(root, 'revision'), path, { key: 'base_model_revision' })
}

function baseOf(root: JsonValue): SightedRelation[] {
  const base = member(root, 'base_model_name_or_path')?.value
  const revision = textOf(member(root, 'revision')?.value)
  if (typeof base !== 'string') return []
  const to = modelReference(base, { kind: 'model', ...(revision && { revision }) })
  return to ? [{ kind: 'derived-from', to }] : []
}

function settings(root: JsonValue, path: string): Attribute[] {
  return [
    ...SETTINGS.flatMap((key) => one(member(root, key), path)),
    ...LISTS.flatMap((key) => listed(member(root, key), path)),
  ]
}

function one(m: JsonMember | undefined, path: string): Attribute[] {
  return m === undefined || isArray(m.value) || isObject(m.value)
    ? []
    : stated('hyperparameter', m, path, { key: m.key })
}

function listed(m: JsonMember | undefined, path: string): Attribute[] {
  if (!isArray(m?.value)) return one(m, path)
  const items = m.value.items
    .slice(0, 200)
    .map(textOf)
    .filter((item) => item !== undefined)
  // Written from a set: its order means nothing and changes with each run.
  const text = items.toSorted().join(', ')
  return attribute('hyperparameter', text, evidenceAt(path, m.line, `is stated by ${m.key}`), { key: m.key })
}

/** Soft prompts start from another tokenizer's text. */
function initialisedFrom(root: JsonValue, path: string): Attribute[] {
  return stated('hyperparameter', member(root, 'tokenizer_name_or_path'), path, {
    key: 'tokenizer_name_or_path',
  })
}
