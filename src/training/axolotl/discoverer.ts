import { isObject, type JsonValue } from '../../bytes/json.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import { readYaml } from '../../syntax/read-document.ts'
import { recipeSightings } from '../recipe.ts'
import { axolotlRecipe } from './recipe.ts'

/** Training recipes of axolotl. */
export const axolotl: Discoverer<JsonValue> = {
  id: 'axolotl',
  title: 'axolotl configuration',
  claims,
  *read({ bytes }, ctx) {
    const root = readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  *sightings(root, path) {
    const recipe = axolotlRecipe(root, path)
    if (recipe) yield* recipeSightings(recipe, path)
  },
}

function claims({ name, text }: Sample): boolean {
  return (
    /\.ya?ml$/.test(name) &&
    text !== undefined &&
    /^["']?base_model["']?\s*:/m.test(text) &&
    TELLING.test(text)
  )
}

/** Other tools have a `base_model`, too. */
const TELLING =
  /^["']?(?:datasets|pretraining_dataset|sequence_len|micro_batch_size|dataset_prepared_path|val_set_size|adapter|load_in_[48]bit|rl|lora_target_linear)["']?\s*:/m
