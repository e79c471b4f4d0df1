import { datasetOfValue } from '../names/dataset-value.ts'
import type { AttributeDraft } from '../names/mention.ts'
import type { Use } from '../names/model-mention.ts'
import { variantsOfName } from '../names/model-family.ts'
import { isWeightFile, modelOfValue, type NamedModel } from '../names/model-value.ts'
import { optionKey, optionValue, type Arguments } from './options.ts'
import type { ModelProgram } from './servers.ts'

/** Options that name a model to whatever script they are given. Prefixes say which one: `teacher_`, `reward_`. */
const MODEL_KEY =
  /^(?:[a-z]+_){0,2}(?:model|model_id|model_name|model_path|model_name_or_path|model_repo|model_repo_id|base_model|base_model_id|base_model_name|base_model_path|base_model_name_or_path|pretrained_model|pretrained_model_name|pretrained_model_name_or_path|pretrained|hf_model|hf_model_id|hf_repo|hf_repo_id|llm|lora_name_or_path|adapter_name_or_path|adapter_path|peft_model_id|checkpoint_path|text_encoder|vae_name_or_path|hf_path|judge)$/
/** What a model is asked to become, not what it is made from. */
const OUTPUT_KEY = /^(?:hub_|push_|output_|save_|target_|new_|served_|export_|merged_)/
const DATASET_KEY =
  /^(?:[a-z]+_)?(?:dataset|datasets|dataset_name|dataset_id|dataset_path|dataset_repo|dataset_repo_id|hf_dataset|data_path|train_data|train_file|prompt_data|dataset_mixer)$/
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/embed/, 'embedding'],
  [/rerank/, 'reranker'],
  [/lora|adapter|peft/, 'adapter'],
]

export function genericUses(args: Arguments, program: string): Use[] {
  const revision = optionValue(args, 'revision', 'model_revision')
  return args.options.flatMap(({ name, value, more }): Use[] => {
    const key = optionKey(name)
    if (value === undefined || OUTPUT_KEY.test(key)) return []
    // A word that is no name of a program may hold anything.
    const to = /^[\w.+-]{1,60}$/.test(program) ? program : 'a program'
    const says = `is given to ${to} as ${name.slice(0, 60)}`
    if (DATASET_KEY.test(key)) return [value, ...more].flatMap((v) => datasets(v, key, says))
    if (key === 'model_args') return modelArgs(value, says)
    if (!MODEL_KEY.test(key)) return []
    const thing = modelOfValue(value, { sure: true })
    if (!thing || (thing.kind === 'path' && !isWeightFile(thing.path))) return []
    return [{ thing: revised(thing, revision), says, ...roleOf(key) }]
  })
}

function datasets(value: string, key: string, says: string): Use[] {
  return value
    .split(',')
    .slice(0, 50)
    .flatMap((part) => {
      const thing = datasetOfValue(part, key === 'dataset_name')
      return thing ? [{ thing, says }] : []
    })
}

/** lm-evaluation-harness: `pretrained=org/name,revision=main,peft=org/adapter`. */
function modelArgs(text: string, says: string): Use[] {
  const pairs = new Map(
    text.split(',').map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), pair.slice(equals + 1)]
    }),
  )
  const revision = pairs.get('revision')
  return (['pretrained', 'peft', 'model', 'tokenizer'] as const).flatMap((key) => {
    const value = key === 'tokenizer' ? undefined : pairs.get(key)
    const thing = value === undefined ? undefined : modelOfValue(value, { sure: true })
    if (!thing || thing.kind === 'path') return []
    return [
      {
        thing: revised(thing, key === 'pretrained' ? revision : undefined),
        says,
        ...(key === 'peft' && { role: 'adapter' }),
      },
    ]
  })
}

/** What a known program is told to load. */
export function programUses(grammar: ModelProgram, args: Arguments, words: readonly string[]): Use[] {
  const { title, role, prefixed } = grammar
  const revision = optionValue(args, 'revision', 'model_revision')
  const quantization = optionValue(args, 'quantization', 'quantize', 'dtype_quantization')
  const attributes: AttributeDraft[] = quantization ? [{ name: 'quantization', value: quantization }] : []
  const uses: Use[] = []
  const names = grammar.server ? servedNames(grammar, args) : []
  // Revision and quantisation are told of the model itself, never of what is loaded beside it.
  const add = (
    value: string | undefined,
    how: string,
    beside?: { readonly role?: string; readonly name?: string | undefined },
  ): void => {
    if (value === undefined) return
    const as = beside ? beside.role : role
    const more = beside ? [] : attributes
    const servedAs = beside ? (beside.name === undefined ? [] : [beside.name]) : names
    const { name, quantization: suffix } = grammar.quantized ? split(value) : { name: value }
    const thing = modelOfValue(name.replace(/^HF:\/\//, 'hf://'), {
      sure: true,
      ...(prefixed && { prefixed }),
    })
    if (!thing || (thing.kind === 'api' && !prefixed && !grammar.prefixed && grammar.server)) return
    if (thing.kind === 'path' && !isWeightFile(thing.path)) return
    uses.push({
      thing: beside ? thing : revised(thing, revision),
      says: `is ${how} ${title}`,
      status: 'declared',
      ...(servedAs.length > 0 && { servedAs }),
      ...(as && { role: as === 'embedding' && variantsOfName(name).includes('reranker') ? 'reranker' : as }),
      attributes: suffix ? [...more, { name: 'quantization', value: suffix, status: 'inferred' }] : more,
    })
  }
  const verb = grammar.server ? 'served by' : 'used by'
  const first = positionalModel(grammar, words, args)
  if (first !== undefined) add(first, verb)
  for (const { name, value, more } of args.options) {
    const key = optionKey(name)
    if (grammar.model.includes(key)) add(value, verb)
    else if (
      /^(?:speculative_(?:draft_)?model(?:_path)?|draft_model|model_draft|-md|-hfd|hf_repo_draft|speculative_draft_model_path)$/.test(
        key,
      )
    )
      add(value, 'the draft model of', {})
    else if (key === 'lora_modules' || key === 'lora_adapters' || key === 'lora_paths' || key === 'lora')
      for (const part of [value ?? '', ...more])
        add(loraPath(part), 'an adapter of', {
          role: 'adapter',
          name: grammar.server ? loraName(part) : undefined,
        })
    else if (key === 'mmproj' || key === 'tokenizer') continue
  }
  return uses
}

const MAX_NAMES = 20

/** `--served-model-name a b`: what callers ask for instead of the model's own name. */
function servedNames(grammar: ModelProgram, args: Arguments): string[] {
  return args.options
    .filter(({ name }) => SERVED_KEY.test(optionKey(name)) || grammar.served?.includes(optionKey(name)))
    .flatMap(({ value, more }) => (value === undefined ? [] : [...value.split(','), ...more]))
    .filter(isServedName)
    .slice(0, MAX_NAMES)
}

const SERVED_KEY = /^served_model_names?$/

function isServedName(name: string): boolean {
  return /^[\w][\w./:@-]{0,199}$/.test(name)
}

function loraName(text: string): string | undefined {
  const name = text.startsWith('{')
    ? /"name"\s*:\s*"([^"]{1,200})"/.exec(text)?.[1]
    : /^([^=/]+)=/.exec(text)?.[1]
  return name !== undefined && isServedName(name) ? name : undefined
}

/** `name=org/adapter`, or the same as JSON. */
function loraPath(text: string): string | undefined {
  const json = /"path"\s*:\s*"([^"]{1,300})"/.exec(text)?.[1]
  if (json !== undefined) return json
  return text.includes('=') ? text.slice(text.indexOf('=') + 1) : text.includes('/') ? text : undefined
}

function positionalModel(
  grammar: ModelProgram,
  words: readonly string[],
  args: Arguments,
): string | undefined {
  if (!grammar.positional) return undefined
  const commands = words.filter((w, i) => i < 3 && grammar.positional?.includes(w))
  if (commands.length === 0 && !grammar.positional.includes('')) return undefined
  const first = args.positional.find((w) => !grammar.positional?.includes(w))
  // `vllm bench serve --model X`: the words between are subcommands.
  return first !== undefined && words.indexOf(first) <= commands.length + 1
    ? first
    : words.slice(0, 3).includes(first ?? '')
      ? first
      : undefined
}

/** `org/name:Q4_K_M` of llama.cpp. */
function split(value: string): { name: string; quantization?: string } {
  const match = /^([\w.-]+\/[\w.-]+):([\w.-]+)$/.exec(value)
  return match ? { name: match[1]!, quantization: match[2]! } : { name: value }
}

function revised(thing: NamedModel, revision: string | undefined): NamedModel {
  return thing.kind === 'hub' && revision !== undefined ? { ...thing, revision } : thing
}

function roleOf(key: string): { role?: string } {
  const role = ROLES.find(([pattern]) => pattern.test(key))?.[1]
  return role ? { role } : {}
}
