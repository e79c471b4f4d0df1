import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import type { Subject } from '../../model/sighting.ts'
import { hubSubject } from '../../names/hub.ts'
import { modelReference, treePath } from '../../names/model-reference.ts'
import { readYaml } from '../../syntax/read-document.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import {
  datasetsOf,
  memberAt,
  recipeSightings,
  settings,
  type Recipe,
  type RecipeDataset,
} from '../recipe.ts'

/** Training recipes of torchtune. */
export const torchtune: Discoverer<JsonValue> = {
  id: 'torchtune',
  title: 'torchtune configuration',
  claims: ({ name, text }: Sample) =>
    /\.ya?ml$/.test(name) && text !== undefined && /_component_["']?\s*:\s*["']?torchtune\./.test(text),
  *read({ bytes }, ctx) {
    const root = readYaml(bytes, ctx)
    if (isObject(root)) yield { kind: 'facts', facts: root }
  },
  *sightings(root, path) {
    const recipe = recipeOf(root, path)
    if (recipe) yield* recipeSightings(recipe, path)
  },
}

const SETTINGS: ReadonlySet<string> = new Set(
  'epochs batch_size max_steps_per_epoch gradient_accumulation_steps seed dtype clip_grad_norm compile shuffle optimizer_in_bwd enable_activation_checkpointing'.split(
    ' ',
  ),
)
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/\bqlora_/, 'qlora'],
  [/\blora_|\bdora_/, 'lora'],
]

/** What the builders load unless they are told another source. */
const BUILDERS: ReadonlyMap<string, string> = new Map([
  ['alpaca_dataset', 'tatsu-lab/alpaca'],
  ['alpaca_cleaned_dataset', 'yahma/alpaca-cleaned'],
  ['grammar_dataset', 'liweili/c4_200m'],
  ['samsum_dataset', 'Samsung/samsum'],
  ['slimorca_dataset', 'Open-Orca/SlimOrca-Dedup'],
  ['stack_exchange_paired_dataset', 'lvwerra/stack-exchange-paired'],
  ['cnn_dailymail_articles_dataset', 'ccdv/cnn_dailymail'],
  ['wikitext_dataset', 'EleutherAI/wikitext_document_level'],
  ['hh_rlhf_helpful_dataset', 'RLHFlow/HH-RLHF-Helpful-standard'],
  ['the_cauldron_dataset', 'HuggingFaceM4/the_cauldron'],
])

function recipeOf(root: JsonValue, path: string): Recipe | undefined {
  const model = memberAt(root, 'model', '_component_')
  const data = member(root, 'dataset')
  // Generation, quantisation and evaluation have recipes, too.
  if (model === undefined || data === undefined || member(root, 'optimizer') === undefined) return undefined
  const output = textOf(member(root, 'output_dir')?.value)
  const variables = new Map(output === undefined ? [] : [['output_dir', output]])
  const folder = memberAt(root, 'checkpointer', 'checkpoint_dir')
  const written = resolved(textOf(memberAt(root, 'checkpointer', 'output_dir')?.value) ?? output, variables)
  const made =
    written === undefined || /^(?:\/|~)|[${}]/.test(written) ? undefined : treePath(written, 'model')
  return {
    line: model.line,
    says: 'trains with torchtune',
    attributes: [
      ...attribute('framework', 'torchtune', evidenceAt(path, model.line, 'trains with torchtune')),
      ...method(model, path),
      ...settings(root, SETTINGS, path),
      ...stated('hyperparameter', memberAt(root, 'optimizer', 'lr'), path, { key: 'learning_rate' }),
      ...stated('hyperparameter', memberAt(root, 'optimizer', '_component_'), path, { key: 'optimizer' }),
      ...['lora_rank', 'lora_alpha', 'lora_dropout'].flatMap((key) =>
        stated('hyperparameter', memberAt(root, 'model', key), path, { key }),
      ),
    ],
    bases: base(folder, variables),
    outputs: made ? [made] : [],
    datasets: datasets(data, path),
  }
}

function method(model: JsonMember, path: string): Attribute[] {
  return stated('tuning-method', model, path, {
    as: (text) => METHODS.find(([pattern]) => pattern.test(text))?.[1] ?? 'full',
  })
}

function base(folder: JsonMember | undefined, variables: ReadonlyMap<string, string>): Recipe['bases'] {
  const text = resolved(textOf(folder?.value), variables)
  const subject = text === undefined ? undefined : modelReference(text, { kind: 'model' })
  return subject && folder ? [{ subject, line: folder.line, attributes: [] }] : []
}

/** `${output_dir}/x` of OmegaConf. */
function resolved(text: string | undefined, variables: ReadonlyMap<string, string>): string | undefined {
  return text?.replaceAll(/\$\{(\w{1,100})\}/g, (whole, name: string) => variables.get(name) ?? whole)
}

function datasets(m: JsonMember, path: string): RecipeDataset[] {
  const listed = isArray(m.value) ? m.value.items : [m.value]
  return listed.flatMap((item) => {
    const source = member(item, 'source')
    const component = member(item, '_component_')
    const more = { config: member(item, 'name') ?? member(item, 'subset'), split: member(item, 'split') }
    if (source)
      return datasetsOf({ name: source, files: member(item, 'data_files'), ...more, use: 'training' }, path)
    const builder = textOf(component?.value)?.split('.').at(-1) ?? ''
    const known = BUILDERS.get(builder)
    if (known === undefined || component === undefined) return []
    const subject: Subject = hubSubject('dataset', known)
    return [
      { subject, line: component.line, use: 'training', attributes: [...stated('split', more.split, path)] },
    ]
  })
}
