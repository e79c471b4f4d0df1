import type { Context } from '../../model/context.ts'
import { parseImage } from '../../names/container-image.ts'
import type { Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { modelOfValue } from '../../names/model-value.ts'
import {
  anyText,
  at,
  entryOf,
  items,
  text,
  type ConfigEntry,
  type ConfigValue,
} from '../../syntax/config/tree.ts'
import { ollamaUse } from '../../commands/hub-commands.ts'
import { namedValues, specMentions, variablesOf, wordsOf, type LinedVariable } from '../container-spec.ts'

const MODEL_KEY =
  /^(?:model|modelId|modelID|model_id|modelURL|modelUrl|modelName|model_name|modelNameOrPath|model_name_or_path|hfModel|hfModelId|huggingfaceModel|hf_model|hfRepo|repoId|baseModel|embeddingModel|embedding_model|embeddingsModel|embeddingModelName|rerankerModel|rerankModel|llmModel|llm_model|chatModel|draftModel|speculativeModel|modelRepo)$/
const MODEL_PART = /^(?:name|id|repo|repository|repoId|repo_id|path|source)$/
const ENV_KEYS = new Set([
  'env',
  'extraEnv',
  'extraEnvVars',
  'environment',
  'envVars',
  'extraEnvironment',
  'config',
  'configMap',
])
const ARGUMENT_KEYS = new Set(['args', 'extraArgs', 'command', 'vllmArgs', 'engineArgs', 'containerArgs'])

/** The values of a chart: images in two or three parts, models, arguments and variables beside them. */
export function valuesMentions(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const out: Mention[] = []
  visit(root, 'sub-chart')
  return out

  function visit(value: ConfigValue | undefined, key: string): void {
    ctx.checkpoint()
    if (value?.kind === 'list') for (const item of value.items) visit(item, key)
    if (value?.kind !== 'map') return
    const image = imageIn(value)
    const words = value.entries.filter((e) => ARGUMENT_KEYS.has(e.key)).flatMap((e) => wordsOf(e.value))
    const variables = value.entries.filter((e) => ENV_KEYS.has(e.key)).flatMap(environmentOf)
    if (image || variables.length > 0 || words.length > 0)
      out.push(
        ...specMentions({
          image: image?.name,
          line: image?.line ?? value.line,
          says: 'is an image of a chart',
          command: words,
          variables,
        }),
      )
    for (const entry of value.entries) {
      if (entry.key === 'image' || ENV_KEYS.has(entry.key)) continue
      const name = text(entry.value)
      if (name !== undefined) {
        if (MODEL_KEY.test(entry.key)) out.push(...modelMentions(entry, name, value, key))
        // `model: {name: org/name, revision: …}`: a key that could mean anything else needs a name that could not.
        else if (MODEL_KEY.test(key) && MODEL_PART.test(entry.key) && name.includes('/'))
          out.push(...modelMentions(entry, name, value, key))
      } else if (key === 'ollama' && entry.key === 'models') out.push(...ollamaModels(entry.value))
      else visit(entry.value, entry.key)
    }
  }
}

function environmentOf({ value }: ConfigEntry): LinedVariable[] {
  return value.kind === 'list' ? [...namedValues(value), ...variablesOf(value)] : variablesOf(value)
}

/** `image: {registry, repository, tag, digest}`, or one text. */
function imageIn(value: ConfigValue): { name: string; line: number } | undefined {
  const entry = entryOf(value, 'image')
  const inner = entry?.value
  const whole = text(inner)
  if (entry && whole !== undefined)
    return /[:@/]/.test(whole) ? { name: whole, line: entry.line } : beside(value, whole, entry.line)
  const repository = text(at(inner, 'repository')) ?? text(at(inner, 'name'))
  if (!entry) {
    const plain = text(at(value, 'repository'))
    return plain?.includes('/') && entryOf(value, 'tag')
      ? beside(value, plain, entryOf(value, 'repository')!.line)
      : undefined
  }
  if (repository === undefined) return undefined
  return beside(inner!, repository, entryOf(inner, 'repository')?.line ?? entry.line)
}

function beside(
  value: ConfigValue,
  repository: string,
  line: number,
): { name: string; line: number } | undefined {
  const registry = text(at(value, 'registry'))
  const tag = anyText(at(value, 'tag')) ?? anyText(at(value, 'imageTag'))
  const digest = text(at(value, 'digest')) ?? text(at(value, 'sha'))
  const name = [
    registry ? `${registry}/${repository}` : repository,
    tag && !repository.includes(':') ? `:${tag}` : '',
    digest && !(tag ?? '').includes('@')
      ? `@${digest.startsWith('sha256:') ? digest : `sha256:${digest}`}`
      : '',
  ].join('')
  return parseImage(name) ? { name, line } : undefined
}

function modelMentions(entry: ConfigEntry, name: string, around: ConfigValue, section: string): Mention[] {
  const named = modelOfValue(name, { sure: true })
  if (!named || named.kind === 'path') return []
  const revision = text(at(around, 'revision')) ?? text(at(around, 'modelRevision'))
  const thing = named.kind === 'hub' && revision ? { ...named, revision: named.revision ?? revision } : named
  const words = `${section} ${entry.key}`
  const role = /rerank/i.test(words) ? 'reranker' : /embed/i.test(words) ? 'embedding' : undefined
  return useMentions(
    { thing, says: `is the value of ${entry.key} in a chart`, status: 'declared', ...(role && { role }) },
    entry.line,
  )
}

/** The chart of Ollama: `ollama.models.pull`, once a plain list. */
function ollamaModels(value: ConfigValue): Mention[] {
  const lists = value.kind === 'list' ? [value] : [at(value, 'pull'), at(value, 'run')]
  return lists.flatMap((list) =>
    items(list).flatMap((item) => {
      const name = text(item) ?? text(at(item, 'name'))
      const use = name === undefined ? undefined : ollamaUse(name, 'is pulled by ollama')
      return use ? useMentions(use, item.line) : []
    }),
  )
}
