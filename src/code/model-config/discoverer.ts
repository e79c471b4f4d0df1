import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import { lineRange } from '../../model/location.ts'
import { sightingOf, type Mention } from '../../names/mention.ts'
import { configMentions } from './collect.ts'
import { readDocuments, type Notation } from './read.ts'

/** Larger files are data. */
const MAX_CONFIG = 1024 * 1024

/** Read by readers of their own, or about something else altogether. */
const OTHER_NAME =
  /^(?:package(?:-lock)?|npm-shrinkwrap|tsconfig[\w.-]*|jsconfig|composer|deno|biome|turbo|nx|lerna|vercel|renovate|\.eslintrc|\.prettierrc|tokenizer(?:_config)?|generation_config|adapter_config|model_index|preprocessor_config|processor_config|special_tokens_map|added_tokens|vocab|trainer_state|modules|sentence_bert_config|config_sentence_transformers|dataset_info|dataset_infos|chat_template|params|consolidated\.\w+|openapi|swagger|mkdocs|_config|codecov|dependabot|\.pre-commit-config|pnpm-lock|pnpm-workspace|chart|environment|conda|meta|recipe|pyproject|poetry|uv|pdm|pixi|cargo|manifest|labels)\.(?:json|ya?ml|toml|lock)$|\.(?:lock|schema\.json|index\.json|geojson|ipynb)$|^docker-compose|compose\.ya?ml$|^(?:\.?gitlab-ci|values)[\w.-]*\.ya?ml$/
const OTHER_PATH =
  /(?:^|\/)(?:node_modules|\.github\/(?:workflows|actions)|locales?|i18n|\.circleci|templates|mlruns|wandb)\//
/** Manifests, pipelines, API descriptions, recipes of training, configurations of weights. */
const OTHER_TEXT =
  /^["']?(?:openapi|swagger)["']?\s*:|^[ \t]*["']?(?:learning_rate|num_train_epochs|num_epochs|per_device_train_batch_size|gradient_accumulation_steps|micro_batch_size|finetuning_type|lora_target_(?:linear|modules)|train_batch_size|warmup_ratio)["']?\s*:|_component_["']?\s*:|"(?:architectures|transformers_version|_class_name|peft_type|weight_map|nbformat|\$schema_of_data)"\s*:/m
const MANIFEST_VERSION = /^["']?apiVersion["']?\s*:/m
const MANIFEST_KIND = /^["']?kind["']?\s*:/m

function isOtherText(text: string): boolean {
  return OTHER_TEXT.test(text) || (MANIFEST_VERSION.test(text) && MANIFEST_KIND.test(text))
}

/** Words without which nothing is looked for. */
const TELLING =
  /(?:model(?:s|_?id|_?name|_?uri|_?slug|_?ref|_?repo|_?weights|_?path)?|model_name_or_path|llms?|datasets?(?:_?name|_?id|_?path|_?repo)?|repo(?:sitory)?(?:_?id)?|hub_?id|sentence_?transformers?|cross_?encoder|deployment(?:_?name|_?id)?|vector_?(?:stores?|dbs?|database)|providers?|targets)["']?\s*[:=]|^\[+(?:\w+\.)*(?:models?|llm)\w*\]/im

/** Settings that say where a service is reached that models need. */
const ADDRESSED =
  /(?:qdrant|chroma|milvus|zilliz|weaviate|pinecone|pg_?vector|lance_?db|marqo|ollama|vllm|sglang|litellm|triton|xinference|mlflow|langfuse|phoenix)[\w.-]{0,40}(?:url|uri|host|endpoint|address|base)["']?\s*[:=]/i

export const modelConfig: Discoverer<readonly Mention[]> = {
  id: 'model-config',
  title: 'Models in configuration files',
  claims,
  *read({ path, bytes }, ctx) {
    const text = bytes.read(0, Math.min(bytes.size, MAX_CONFIG)).toString('utf8')
    const notation = notationOf(path)
    if (
      !notation ||
      !(TELLING.test(text) || ADDRESSED.test(text)) ||
      (notation !== 'assignments' && isOtherText(text))
    )
      return
    for (const { root, error } of readDocuments(text.replace(/^\ufeff/, ''), notation, ctx)) {
      if (error)
        yield {
          kind: 'gap',
          gap: { at: { path, range: lineRange(error.line) }, reason: 'malformed', detail: error.message },
        }
      else yield { kind: 'facts', facts: configMentions(root, ctx) }
    }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

function claims({ path, name, text, size }: Sample): boolean {
  if (text === undefined || size === 0 || size > MAX_CONFIG) return false
  const notation = notationOf(path)
  if (!notation || OTHER_NAME.test(name) || OTHER_PATH.test(path)) return false
  if (notation === 'assignments')
    return /model|llm|dataset|deployment|embedding/i.test(text) || ADDRESSED.test(text)
  return (TELLING.test(text) || ADDRESSED.test(text)) && !isOtherText(text)
}

function notationOf(path: string): Notation | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1).toLowerCase()
  if (/\.(?:ya?ml)$/.test(name)) return 'yaml'
  if (/\.(?:json[c5]?)$/.test(name) || /^oai_config_list(?:\.\w+)?$/.test(name)) return 'json'
  if (name.endsWith('.toml')) return 'toml'
  if (/^\.?env(?:[.-][\w.-]+)?$|\.env(?:\.[\w.-]+)?$|^env\.\w+$|^\.envrc$/.test(name)) return 'assignments'
  return /\.(?:ini|properties|cfg|conf)$/.test(name) &&
    !/^(?:setup|tox|pytest|mypy|nginx|supervisord?)\./.test(name)
    ? 'assignments'
    : undefined
}
