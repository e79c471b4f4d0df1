import type { Context } from '../model/context.ts'
import type { Mention } from '../names/mention.ts'
import { useMentions } from '../names/model-mention.ts'
import { modelOfValue } from '../names/model-value.ts'
import { variableUse } from '../names/model-variable.ts'
import { at, entries, items, text, type ConfigValue } from '../syntax/config/tree.ts'
import { parseYaml } from '../syntax/config/yaml.ts'
import { variablesOf } from './container-spec.ts'

const MODEL_KEY =
  /^(?:model|model_id|model_source|model_name_or_path|model_name|hf_model_id|huggingface_model_id|engine_model|bucket_uri|embedding_model|reranker_model)$/i

/** Applications of Ray Serve: arguments of the application and the environment of its workers. */
export function rayServeMentions(config: ConfigValue, ctx: Context): Mention[] {
  const written = text(config)
  if (written !== undefined && config.kind === 'scalar') {
    // A document in a document: lines count from the one that holds it.
    const offset = config.line + (config.block ? 1 : 0) - 1
    return parseYaml(written, ctx).flatMap(({ root }) =>
      root ? rayServeMentions(root, ctx).map((m) => ({ ...m, line: m.line + offset })) : [],
    )
  }
  return items(at(config, 'applications')).flatMap((application) => [
    ...models(at(application, 'args')),
    ...environment(at(application, 'runtime_env', 'env_vars')),
    ...items(at(application, 'deployments')).flatMap((d) => models(at(d, 'user_config'))),
  ])
}

function models(value: ConfigValue | undefined): Mention[] {
  if (value?.kind === 'list') return value.items.flatMap(models)
  return entries(value).flatMap((entry) => {
    const name = text(entry.value)
    if (name === undefined) return models(entry.value)
    // The name under which it answers is of the owner's choice where the source stands beside it.
    const chosen = entry.key === 'model_id' && entries(value).some((e) => e.key === 'model_source')
    if (!MODEL_KEY.test(entry.key) || chosen) return []
    const thing = modelOfValue(name, { sure: true })
    if (!thing || thing.kind !== 'hub') return []
    return useMentions({ thing, says: 'is served by Ray Serve', status: 'declared' }, entry.line)
  })
}

function environment(value: ConfigValue | undefined): Mention[] {
  const variables = variablesOf(value)
  return variables.flatMap((variable) => {
    const use = variableUse(variable, variables)
    return use ? useMentions(use, variable.line) : []
  })
}
