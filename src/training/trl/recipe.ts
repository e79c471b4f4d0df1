import { isArray, isObject, member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import { modelReference } from '../../names/model-reference.ts'
import { isTrainerSetting } from '../../names/training-run.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import {
  baseModels,
  datasetsOf,
  memberAt,
  outputModels,
  settings,
  type Recipe,
  type RecipeDataset,
} from '../recipe.ts'

const OWN =
  'lora_r lora_alpha lora_dropout lora_target_modules lora_modules_to_save lora_task_type use_peft load_in_4bit ' +
  'load_in_8bit use_bnb_nested_quant bnb_4bit_quant_type torch_dtype dtype attn_implementation block_size ' +
  'max_source_length max_target_length preprocessing_num_workers use_rslora use_dora learning_rate'
/** What only TRL's scripts take. */
const TRL_ONLY =
  /^(?:use_peft|lora_r|lora_target_modules|dataset_mixer|dataset_mixture|max_prompt_length|max_completion_length|num_generations|beta|packing|assistant_only_loss|reward_funcs|trainer_type|bnb_4bit_quant_type|attn_implementation|chat_template|loss_type)$/

export function trlRecipe(root: JsonValue, path: string): Recipe | undefined {
  if (!isObject(root)) return undefined
  const base = ['model_name_or_path', 'sft_model_path', 'model_id'].flatMap(
    (key) => member(root, key) ?? [],
  )[0]
  const data = datasets(root, path)
  const trains = root.members.some((m) =>
    /^(?:learning_rate|num_train_epochs|max_steps|per_device_train_batch_size)$/.test(m.key),
  )
  if (base === undefined || textOf(base.value) === undefined || !(trains || data.length > 0)) return undefined
  const isTrl = root.members.some((m) => TRL_ONLY.test(m.key))
  const evidence = evidenceAt(path, base.line, 'sets up a training')
  const names = new Set(
    root.members.map((m) => m.key).filter((key) => isTrainerSetting(key) || OWN.split(' ').includes(key)),
  )
  return {
    line: base.line,
    says: isTrl ? 'sets up a training with TRL' : 'sets up a training with a Trainer',
    attributes: [
      ...attribute('framework', isTrl ? 'trl' : 'transformers', evidence, { status: 'inferred' }),
      ...method(root, path),
      ...settings(root, names, path),
    ],
    bases: [
      ...baseModels(base, path, member(root, 'model_revision')),
      ...baseModels(member(root, 'reward_model_path') ?? member(root, 'reward_model_name_or_path'), path),
    ],
    outputs: outputModels(member(root, 'output_dir'), member(root, 'hub_model_id')),
    datasets: data,
  }
}

function method(root: JsonValue, path: string): Attribute[] {
  const peft = member(root, 'use_peft') ?? member(root, 'lora_r')
  const low = member(root, 'load_in_4bit')?.value === true
  if (peft === undefined || peft.value === false) return []
  return stated('tuning-method', peft, path, { as: () => (low ? 'qlora' : 'lora') })
}

function datasets(root: JsonValue, path: string): RecipeDataset[] {
  const config = member(root, 'dataset_config') ?? member(root, 'dataset_config_name')
  const revision = member(root, 'dataset_revision')
  const named = ['dataset_name', 'dataset_id', 'dataset_id_or_path'].flatMap((key) =>
    datasetsOf(
      {
        name: member(root, key),
        config,
        split: member(root, 'dataset_train_split') ?? member(root, 'dataset_split'),
        revision,
        use: 'training',
      },
      path,
    ),
  )
  const tested = datasetsOf(
    member(root, 'dataset_test_split')
      ? {
          name: member(root, 'dataset_name'),
          config,
          split: member(root, 'dataset_test_split'),
          revision,
          use: 'evaluation',
        }
      : { name: undefined, use: 'evaluation' },
    path,
  )
  const files = [
    ...datasetsOf({ name: undefined, files: member(root, 'train_file'), use: 'training' }, path),
    ...datasetsOf({ name: undefined, files: member(root, 'validation_file'), use: 'evaluation' }, path),
  ]
  return [...named, ...tested, ...mixer(root), ...mixture(root, path), ...files]
}

/** `dataset_mixer: {name: share}`. */
function mixer(root: JsonValue): RecipeDataset[] {
  const mixed = member(root, 'dataset_mixer')?.value
  return (isObject(mixed) ? mixed.members : []).flatMap(({ key, line, value }) => {
    const subject = modelReference(key, { kind: 'dataset' })
    const share = textOf(value)
    return subject && share !== undefined && share !== '0'
      ? [{ subject, line, use: 'training' as const, attributes: [] }]
      : []
  })
}

const EVALUATES = /^(?:test|eval|valid|validation|dev)(?:$|[_[-])/

/** `dataset_mixture: {datasets: [{id, config, split}]}`. */
function mixture(root: JsonValue, path: string): RecipeDataset[] {
  const listed = memberAt(root, 'dataset_mixture', 'datasets')?.value ?? member(root, 'datasets')?.value
  return (isArray(listed) ? listed.items : []).flatMap((item) =>
    datasetsOf(
      {
        name: member(item, 'id') ?? member(item, 'path'),
        files: member(item, 'data_files'),
        config: member(item, 'config') ?? member(item, 'name'),
        split: member(item, 'split'),
        revision: member(item, 'revision'),
        use: EVALUATES.test(textOf(member(item, 'split')?.value) ?? '') ? 'evaluation' : 'training',
      },
      path,
    ),
  )
}
