import { outermostPath } from '../../model/location.ts'
import type { Subject } from '../../model/sighting.ts'
import { isHubName, hubSubject } from '../../names/hub.ts'
import type { AttributeDraft, MentionedRelation } from '../../names/mention.ts'
import { treePath } from '../../names/model-reference.ts'
import { originsOf } from './provenance.ts'
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
import { eachOf, type Call, type Value } from './value.ts'

/** What is no hyperparameter: places, names, schedules of logging, and anything that may be a secret. */
const NOT_HYPER =
  /dir$|path$|token|key|secret|passw|^hub_|^push_|^run_name$|^report_to$|^logging_|^save_|^load_best|^overwrite_|^remove_unused|^disable_tqdm|^do_|^output|^project|^resume|^dataloader_|^ddp_|^ignore_|^log_|^metric_for|^greater_is|^include_|^label_names$|^dataset_|^model_init|^eval_(?:steps|strategy|on|accum|delay)|^evaluation_strategy|^task_type$|^base_model|^inference_mode$|^past_index$|^args$|^trackio/
const CONFIGS =
  /(?:TrainingArguments|TrainingArgs|(?:SFT|DPO|KTO|ORPO|GRPO|RLOO|PPO|CPO|Reward|BCO|OnlineDPO|GKD|XPO|NashMD|PRM)Config|Config)$/
const METHODS: readonly (readonly [trainer: RegExp, method: string])[] = [
  [/SFT/, 'sft'],
  [/OnlineDPO/, 'online-dpo'],
  [/DPO/, 'dpo'],
  [/KTO/, 'kto'],
  [/ORPO/, 'orpo'],
  [/GRPO/, 'grpo'],
  [/RLOO/, 'rloo'],
  [/PPO/, 'ppo'],
  [/CPO/, 'cpo'],
  [/Reward/, 'reward-modeling'],
]
const MAX_HYPER = 100

/** `Trainer(model=…, args=TrainingArguments(…), train_dataset=…).train()`. */
export const training: Recogniser = (seen) => {
  const { last, call, before } = seen
  if (/(?:^|\.)fine_tuning\.jobs\.create$/.test(call.name)) return fineTuningJob(seen)
  if (!/^~?\w*Trainer$/.test(last) || /\(\)/.test(before)) return false
  // Trainers of tokenizers and of other worlds.
  if (/^tokenizers|(?:BpeTrainer|WordPieceTrainer|UnigramTrainer|WordLevelTrainer)$/.test(call.name))
    return false
  if (/lightning|^pl\b|^L\b/.test(before)) return false
  const settings = settingsOf(argument(seen, ['args', 'config', 'training_args'], 1))
  const [output] = settings ? textOf(settings, 'output_dir', seen) : []
  const relations: MentionedRelation[] = [
    ...unique(originsOf(argument(seen, ['model'], 0), 'model', seen)).map(
      (to) => ({ kind: 'derived-from', to }) as const,
    ),
    ...unique(originsOf(argument(seen, ['train_dataset', 'dataset'], undefined), 'dataset', seen)).map(
      (to) => ({ kind: 'trained-on', to }) as const,
    ),
    ...unique(originsOf(argument(seen, ['eval_dataset'], undefined), 'dataset', seen)).map(
      (to) => ({ kind: 'tested-on', to }) as const,
    ),
  ]
  const home = output === undefined ? undefined : treePath(output, 'training')
  const made = output === undefined ? undefined : treePath(output, 'model')
  if (made) relations.push({ kind: 'provides', to: made })
  const published = settings && textOf(settings, 'hub_model_id', seen)[0]
  if (published && isHubName(published) && published.includes('/'))
    relations.push({ kind: 'provides', to: hubSubject('model', published) })
  const adapter = settingsOf(argument(seen, ['peft_config'])) ?? loraOf(argument(seen, ['model'], 0), seen)
  const framework = /^(transformers|trl|sentence_transformers|setfit|peft|unsloth|adapters|optimum)\b/.exec(
    call.name,
  )?.[1]
  const subject: Subject = home ?? { by: 'path', kind: 'training', path: outermostPath(seen.path) }
  note(
    seen,
    subject,
    `is set up by ${spoken(seen)}`,
    [
      { name: 'entry-point', value: outermostPath(seen.path), status: 'inferred' },
      ...(framework
        ? [{ name: 'framework', value: framework.replaceAll('_', '-'), status: 'declared' } as const]
        : []),
      ...methodOf(last, adapter, seen),
      ...(settings ? hyperparameters(settings, seen, '') : []),
      ...(adapter ? hyperparameters(adapter, seen, '') : []),
    ],
    relations,
  )
  return true
}

function unique(subjects: readonly Subject[]): Subject[] {
  const seen = new Set<string>()
  return subjects.filter((s) => {
    const key = JSON.stringify(s)
    return !seen.has(key) && seen.add(key)
  })
}

function settingsOf(value: Value): Call | undefined {
  for (const one of eachOf(value)) if (one.kind === 'instance' && CONFIGS.test(one.call.name)) return one.call
  return undefined
}

/** The adapter's settings, where the model was wrapped before: `get_peft_model(model, LoraConfig(…))`. */
function loraOf(value: Value, seen: Seen): Call | undefined {
  for (const one of eachOf(value)) {
    if (one.kind !== 'instance' || !one.call.name.endsWith('get_peft_model')) continue
    const { call } = one
    const node = call.keywords.get('peft_config') ?? call.positional[1]
    // Unsloth takes the settings as arguments of its own.
    return node ? settingsOf(seen.evaluator.valueOf(node, call.scope)) : call
  }
  return undefined
}

function textOf(call: Call, keyword: string, seen: Seen): string[] {
  const inner = { ...seen, call }
  const index = keyword === 'output_dir' ? 0 : undefined
  return argumentTexts(inner, [keyword], index)
    .filter((t) => /^[\w./-]+$/.test(t.text))
    .map((t) => t.text)
}

function hyperparameters(call: Call, { evaluator }: Seen, prefix: string): AttributeDraft[] {
  const drafts: AttributeDraft[] = []
  for (const [key, node] of call.keywords) {
    if (NOT_HYPER.test(key) || drafts.length >= MAX_HYPER) continue
    const value = evaluator.valueOf(node, call.scope)
    const written = plain(value)
    if (written !== undefined)
      drafts.push({
        name: 'hyperparameter',
        key: prefix + key,
        value: written.text,
        status: written.sure ? 'declared' : 'inferred',
      })
  }
  return drafts
}

function plain(value: Value): { readonly text: string; readonly sure: boolean } | undefined {
  if (value.kind === 'text') return value.text.length <= 100 ? value : undefined
  if (value.kind === 'plain') {
    const word = { True: 'true', False: 'false' }[value.text]
    return value.text === 'None' ? undefined : { text: word ?? value.text, sure: true }
  }
  if (value.kind !== 'list' || value.items.length > 20) return undefined
  const items = value.items.map((i) => (i.kind === 'list' ? undefined : plain(i)))
  return items.every((i) => i !== undefined) && items.length > 0
    ? { text: items.map((i) => i.text).join(', '), sure: true }
    : undefined
}

function methodOf(last: string, adapter: Call | undefined, seen: Seen): AttributeDraft[] {
  const method = METHODS.find(([trainer]) => trainer.test(last))?.[1]
  const lora = adapter && /LoraConfig$|get_peft_model$/.test(adapter.name)
  return [
    ...(method ? [{ name: 'tuning-method', value: method, status: 'inferred' } as const] : []),
    ...(lora
      ? [{ name: 'tuning-method', value: isQuantized(seen) ? 'qlora' : 'lora', status: 'inferred' } as const]
      : []),
  ]
}

function isQuantized(seen: Seen): boolean {
  const calls = [
    ...(seen.evaluator.program.callsTo.get('BitsAndBytesConfig') ?? []),
    ...(seen.evaluator.program.callsTo.get('from_pretrained') ?? []),
  ]
  return calls
    .slice(0, 20)
    .some((c) => isTrue(argument({ ...seen, call: seen.evaluator.callOf(c) }, ['load_in_4bit'])))
}

/** A provider trains: the file is the record of it. The model is noted as one that is called. */
function fineTuningJob(seen: Seen): boolean {
  const base = onlyText(seen, ['model'])
  const inner = argument(seen, ['hyperparameters'])
  const attributes: AttributeDraft[] = [
    { name: 'framework', value: 'openai fine-tuning', status: 'inferred' },
  ]
  if (inner.kind === 'dict')
    for (const [key, value] of inner.entries) {
      const written = plain(value)
      if (written) attributes.push({ name: 'hyperparameter', key, value: written.text })
    }
  const relations: MentionedRelation[] = base
    ? [{ kind: 'derived-from', to: { by: 'name', kind: 'model', registry: 'openai', name: base } }]
    : []
  note(
    seen,
    { by: 'path', kind: 'training', path: outermostPath(seen.path) },
    'is started through the fine-tuning API',
    attributes,
    relations,
  )
  return false
}
