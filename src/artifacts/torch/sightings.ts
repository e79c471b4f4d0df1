import type { Attribute } from '../../model/attribute.ts'
import type { Evidence } from '../../model/finding.ts'
import { byteRange } from '../../model/location.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { hubSubject, isHubName } from '../../names/hub.ts'
import { isTrainerSetting, runFolder } from '../../names/training-run.ts'
import { attribute, inDecimal } from '../../syntax/stated.ts'
import type { TorchFacts, TrainingArguments } from './facts.ts'
import { weightSightings } from './weight-sightings.ts'

/** Who wrote the class of the arguments. */
const FRAMEWORKS: ReadonlyMap<string, string> = new Map([
  ['transformers', 'transformers'],
  ['trl', 'trl'],
  ['sentence_transformers', 'sentence-transformers'],
  ['setfit', 'setfit'],
  ['axolotl', 'axolotl'],
  ['llamafactory', 'llama-factory'],
  ['llmtuner', 'llama-factory'],
  ['unsloth', 'unsloth'],
  ['UnslothSFTTrainer', 'unsloth'],
  ['optimum', 'optimum'],
])
const METHODS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)sft_config$/, 'sft'],
  [/(?:^|\.)(dpo|kto|orpo|cpo|grpo|ppo|rloo|bco|gkd|online_dpo|nash_md|xpo|prm|reward)_config$/, ''],
]

/** The weights that a checkpoint holds, or the run that `training_args.bin` records. */
export function* sightings(facts: TorchFacts, path: string): Generator<Sighting> {
  const { training } = facts
  if (path.includes('!')) return
  if (training === undefined) {
    yield* weightSightings(facts, path)
    return
  }
  const at: Evidence = {
    at: { path, range: byteRange(0, 4) },
    says: `holds the arguments of a training run (${training.module}.${training.name})`.slice(0, 200),
  }
  const evidence = (key: string): Evidence => ({ at: at.at, says: `holds ${key.slice(0, 80)}` })
  yield {
    subject: { by: 'path', kind: 'training', path: runFolder(path) },
    evidence: at,
    attributes: [
      ...framework(training, at),
      ...method(training, at),
      ...training.settings
        .filter(([key, value]) => isTrainerSetting(key) && value !== '')
        .flatMap(([key, value]) => attribute('hyperparameter', inDecimal(value), evidence(key), { key })),
    ],
    relations: [{ kind: 'provides', to: { by: 'holder', kind: 'model' } }, ...published(training)],
    distributions: [],
  }
}

function framework({ module }: TrainingArguments, evidence: Evidence): Attribute[] {
  const library = module.split('.', 1)[0] ?? ''
  return attribute('framework', FRAMEWORKS.get(library) ?? null, evidence)
}

function method({ module }: TrainingArguments, evidence: Evidence): Attribute[] {
  for (const [pattern, named] of METHODS) {
    const match = pattern.exec(module)
    if (match) return attribute('tuning-method', named || (match[1] ?? null), evidence)
  }
  return []
}

/** Where the run pushes its model to. */
function published({ settings }: TrainingArguments): SightedRelation[] {
  const name = settings.find(([key]) => key === 'hub_model_id')?.[1]
  const pushed = settings.some(([key, value]) => key === 'push_to_hub' && value === 'true')
  return pushed && name !== undefined && isHubName(name) && name.includes('/')
    ? [{ kind: 'provides', to: hubSubject('model', name) }]
    : []
}
