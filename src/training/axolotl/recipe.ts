import { isArray, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import { baseModels, datasetsOf, outputModels, settings, type Recipe, type RecipeDataset } from '../recipe.ts'

const SETTINGS: ReadonlySet<string> = new Set(
  (
    'learning_rate num_epochs max_steps micro_batch_size batch_size eval_batch_size gradient_accumulation_steps ' +
    'optimizer lr_scheduler lr_scheduler_kwargs weight_decay warmup_steps warmup_ratio max_grad_norm adam_beta1 ' +
    'adam_beta2 adam_epsilon sequence_len sample_packing eval_sample_packing pad_to_sequence_len train_on_inputs ' +
    'group_by_length bf16 fp16 tf32 float16 bfloat16 load_in_8bit load_in_4bit lora_r lora_alpha lora_dropout ' +
    'lora_target_modules lora_target_linear lora_modules_to_save peft_use_dora peft_use_rslora ' +
    'gradient_checkpointing flash_attention val_set_size seed neftune_noise_alpha noisy_embedding_alpha deepspeed ' +
    'chat_template rl relora_steps unfrozen_parameters model_type tokenizer_type'
  ).split(' '),
)

/** Undefined where the document is of another tool. */
export function axolotlRecipe(root: JsonValue, path: string): Recipe | undefined {
  const base = member(root, 'base_model')
  const data = ['datasets', 'pretraining_dataset', 'test_datasets'].flatMap((key) => member(root, key) ?? [])
  if (base === undefined || textOf(base.value) === undefined) return undefined
  const own = ['sequence_len', 'micro_batch_size', 'dataset_prepared_path', 'val_set_size']
  // `base_model` and `datasets` stand in cards and merges as well.
  if (!own.some((key) => member(root, key) !== undefined)) return undefined
  const run = attribute('framework', 'axolotl', evidenceAt(path, base.line, 'trains with axolotl'))
  return {
    line: base.line,
    says: 'trains with axolotl',
    attributes: [...run, ...method(root, path), ...settings(root, SETTINGS, path)],
    bases: baseModels(base, path, member(root, 'revision_of_model') ?? member(root, 'model_revision')),
    outputs: outputModels(member(root, 'output_dir'), member(root, 'hub_model_id')),
    datasets: data.flatMap((m) => datasets(m, path)),
  }
}

function method(root: JsonValue, path: string): Attribute[] {
  const adapter = member(root, 'adapter')
  const preference = member(root, 'rl')
  const named = textOf(adapter?.value)
  return [
    ...(named ? stated('tuning-method', adapter, path) : []),
    ...stated('tuning-method', preference, path),
    ...(named || preference
      ? []
      : attribute(
          'tuning-method',
          'full',
          evidenceAt(path, member(root, 'base_model')?.line, 'names no adapter'),
          { status: 'inferred' },
        )),
  ]
}

function datasets(m: JsonMember, path: string): RecipeDataset[] {
  const use = m.key === 'test_datasets' ? ('evaluation' as const) : ('training' as const)
  if (!isArray(m.value)) return datasetsOf({ name: m, use }, path)
  return m.value.items.flatMap((item) => {
    if (typeof item === 'string') return datasetsOf({ name: { ...m, value: item }, use }, path)
    return datasetsOf(
      {
        name: member(item, 'path'),
        files: member(item, 'data_files'),
        config: member(item, 'name'),
        split: member(item, 'split'),
        revision: member(item, 'revision'),
        use,
      },
      path,
    )
  })
}
