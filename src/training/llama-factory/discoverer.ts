import { isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { Sighting } from '../../model/sighting.ts'
import { datasetList, isDatasetList } from './dataset-list.ts'
import { readJson, readYaml } from '../../syntax/read-document.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import {
  baseModels,
  listOf,
  outputModels,
  recipeSightings,
  settings,
  type Recipe,
  type RecipeDataset,
} from '../recipe.ts'

/** Training recipes of LLaMA-Factory, in YAML or JSON. */
export const llamaFactory: Discoverer<JsonValue> = {
  id: 'llama-factory',
  title: 'LLaMA-Factory configuration',
  claims,
  *read({ path, bytes }, ctx) {
    const root = /\.json$/i.test(path) ? readJson(bytes, ctx) : readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  *sightings(root, path): Generator<Sighting> {
    const recipe = recipeOf(root, path)
    if (isDatasetList(root)) yield* datasetList(root, path)
    else if (recipe) yield* recipeSightings(recipe, path)
  },
}

function claims({ name, text }: Sample): boolean {
  if (name === 'dataset_info.json')
    return text !== undefined && /"(?:hf_hub_url|ms_hub_url|file_name|script_url)"\s*:/.test(text)
  return (
    /\.(?:ya?ml|json)$/.test(name) &&
    text !== undefined &&
    /^[ \t]*["']?model_name_or_path["']?\s*:/m.test(text) &&
    /^[ \t]*["']?(?:finetuning_type|stage)["']?\s*:/m.test(text)
  )
}

const SETTINGS: ReadonlySet<string> = new Set(
  (
    'learning_rate num_train_epochs max_steps per_device_train_batch_size per_device_eval_batch_size ' +
    'gradient_accumulation_steps lr_scheduler_type warmup_ratio warmup_steps weight_decay max_grad_norm optim seed ' +
    'bf16 fp16 pure_bf16 cutoff_len max_samples val_size lora_rank lora_alpha lora_dropout lora_target use_dora ' +
    'use_rslora use_galore use_badam loraplus_lr_ratio freeze_trainable_layers quantization_bit quantization_method ' +
    'template packing neat_packing flash_attn deepspeed pref_beta pref_loss neftune_noise_alpha ' +
    'gradient_checkpointing group_by_length enable_liger_kernel'
  ).split(' '),
)
const STAGES = new Set(['pt', 'sft', 'rm', 'ppo', 'dpo', 'kto'])

function recipeOf(root: JsonValue, path: string): Recipe | undefined {
  const base = member(root, 'model_name_or_path')
  const stage = member(root, 'stage')
  const type = member(root, 'finetuning_type')
  if (base === undefined || (stage === undefined && type === undefined)) return undefined
  if (stage !== undefined && !STAGES.has(textOf(stage.value) ?? '')) return undefined
  // Without data it serves, exports or chats.
  const data = member(root, 'dataset')
  if (data === undefined && textOf(member(root, 'do_train')?.value) !== 'true') return undefined
  const evidence = evidenceAt(path, base.line, 'trains with LLaMA-Factory')
  return {
    line: base.line,
    says: 'trains with LLaMA-Factory',
    attributes: [
      ...attribute('framework', 'llama-factory', evidence),
      ...method(root, stage, type, path),
      ...settings(root, SETTINGS, path),
    ],
    bases: [
      ...baseModels(base, path, member(root, 'model_revision')),
      ...baseModels(member(root, 'adapter_name_or_path'), path),
      ...baseModels(member(root, 'reward_model'), path),
    ],
    outputs: outputModels(member(root, 'output_dir'), member(root, 'hub_model_id')),
    datasets: [...datasets(data, 'training'), ...datasets(member(root, 'eval_dataset'), 'evaluation')],
  }
}

function method(
  root: JsonValue,
  stage: JsonMember | undefined,
  type: JsonMember | undefined,
  path: string,
): Attribute[] {
  const low = textOf(member(root, 'quantization_bit')?.value) !== undefined
  const as = (text: string): string => (text === 'lora' && low ? 'qlora' : text)
  return [...stated('tuning-method', type, path, { as }), ...stated('tuning-method', stage, path)]
}

/** Names of the project's own list of datasets, `dataset_info.json`; or folders and names behind a prefix. */
function datasets(m: JsonMember | undefined, use: RecipeDataset['use']): RecipeDataset[] {
  return listOf(m)
    .flatMap(({ line, text }) => text.split(',').map((name) => ({ line, name: name.trim() })))
    .filter(({ name }) => /^[\w][\w./:@-]{0,199}$/.test(name))
    .map(({ line, name }) => {
      const remote = /^REMOTE:(.+)$/.exec(name)?.[1]
      const subject = remote
        ? ({ by: 'name', kind: 'dataset', registry: 'hugging-face', name: remote } as const)
        : ({ by: 'name', kind: 'dataset', registry: 'llama-factory', name } as const)
      return { subject, line, use, attributes: [] }
    })
}
