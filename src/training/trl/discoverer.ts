import { isObject, type JsonValue } from '../../bytes/json.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import { readJson, readYaml } from '../../syntax/read-document.ts'
import { recipeSightings } from '../recipe.ts'
import { trlRecipe } from './recipe.ts'

/** Arguments of TRL, the alignment handbook and transformers' own scripts, kept in a YAML or JSON file. */
export const trl: Discoverer<JsonValue> = {
  id: 'trl',
  title: 'TRL and Trainer configuration',
  claims,
  *read({ path, bytes }, ctx) {
    const root = /\.json$/i.test(path) ? readJson(bytes, ctx) : readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  *sightings(root, path) {
    const recipe = trlRecipe(root, path)
    if (recipe) yield* recipeSightings(recipe, path)
  },
}

const BASE = /^[ \t]*["']?(?:model_name_or_path|sft_model_path|model_id)["']?\s*:/m
const DATA =
  /^[ \t]*["']?(?:dataset_name|dataset_mixer|dataset_mixture|dataset_id|dataset_id_or_path|train_file|per_device_train_batch_size|num_train_epochs|max_steps|learning_rate|output_dir)["']?\s*:/m
/** Other tools with the same names for their base. */
const OTHERS = /^[ \t]*["']?(?:finetuning_type|stage|sequence_len|micro_batch_size)["']?\s*:/m

function claims({ name, text }: Sample): boolean {
  return (
    /\.(?:ya?ml|json)$/.test(name) &&
    text !== undefined &&
    BASE.test(text) &&
    DATA.test(text) &&
    !OTHERS.test(text)
  )
}
