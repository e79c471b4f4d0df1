import type { Context } from '../model/context.ts'
import { mention, type Mention } from '../names/mention.ts'
import { useMentions } from '../names/model-mention.ts'
import { hubUrl, modelOfValue, type NamedModel } from '../names/model-value.ts'
import { variableUse } from '../names/model-variable.ts'
import {
  anyText,
  at,
  entries,
  entryOf,
  items,
  text,
  type ConfigEntry,
  type ConfigValue,
} from '../syntax/config/tree.ts'
import { addressMention, scriptMentions } from '../commands/mentions.ts'
import { ollamaUse } from '../commands/hub-commands.ts'
import { namedValues, shellScript, specMentions, variablesOf } from './container-spec.ts'
import type { Environment } from '../commands/expand.ts'
import { rayServeMentions } from './ray-serve.ts'

/** What one object of a cluster runs and serves. */
export function workloadMentions(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const kind = anyText(at(root, 'kind'))
  if (kind === 'List') return items(at(root, 'items')).flatMap((i) => workloadMentions(i, ctx))
  if (kind === 'ConfigMap') return configMentions(root)
  const out: Mention[] = [...containers(root, ctx)]
  switch (kind) {
    case 'InferenceService':
    case 'LLMInferenceService':
    case 'ServingRuntime':
    case 'ClusterServingRuntime':
    case 'LocalModelCache':
    case 'ClusterStorageContainer':
    case 'TrainedModel':
      out.push(...kserve(root, ctx))
      break
    case 'RayService':
    case 'RayJob':
    case 'RayCluster':
      out.push(...ray(root, ctx))
      break
    case 'SeldonDeployment':
    case 'Model':
      out.push(...addressed(root, ctx))
      break
    case 'Workspace':
      out.push(...kaito(root))
      break
    default:
  }
  return out
}

function configMentions(root: ConfigValue | undefined): Mention[] {
  const variables = variablesOf(at(root, 'data'))
  return variables.flatMap((variable) => {
    const use = variableUse(variable, variables)
    return [
      ...(use ? useMentions(use, variable.line) : []),
      ...addressMention(variable.name, variable.value, variable.line),
    ]
  })
}

const CONTAINER_LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers'])

/** Pod templates lie at different depths of different kinds, so they are looked for at every one. */
function containers(value: ConfigValue | undefined, ctx: Context): Mention[] {
  ctx.checkpoint()
  if (value?.kind === 'list') return value.items.flatMap((i) => containers(i, ctx))
  return entries(value).flatMap(({ key, value: inner }) => {
    if (CONTAINER_LISTS.has(key))
      return items(inner).flatMap((c) => containerOf(c, key === 'initContainers', ctx))
    // `container:` of workflows, `model:` of KServe's predictors.
    if ((key === 'container' || key === 'model' || key === 'script') && entryOf(inner, 'image'))
      return containerOf(inner, false, ctx)
    return containers(inner, ctx)
  })
}

function containerOf(value: ConfigValue, starting: boolean, ctx: Context): Mention[] {
  const image = entryOf(value, 'image')
  const variables = namedValues(at(value, 'env'))
  const env: Environment = new Map(variables.map((v) => [v.name, { words: [v.value] }]))
  // `$(NAME)` is replaced by the cluster before anything starts.
  const command = [...items(at(value, 'command')), ...items(at(value, 'args'))].map((word) =>
    (anyText(word) ?? '').replaceAll(
      /\$\((\w+)\)/g,
      (whole, name: string) => env.get(name)?.words[0] ?? whole,
    ),
  )
  const hook = at(value, 'lifecycle', 'postStart', 'exec')
  const script = shellScript(at(value, 'command'), at(value, 'args'))
  const scripts = [script, shellScript(at(hook, 'command'))].filter((s) => s !== undefined)
  const name = text(image?.value)
  const own = specMentions({
    image: name,
    line: image?.line ?? value.line,
    says: starting ? 'is run before a container of a cluster' : 'is run by a cluster',
    command: script ? [] : command,
    variables,
  })
  const run = scripts.flatMap((s) =>
    scriptMentions(s.text, ctx, { env: new Map(env), line: s.line, variables: false }),
  )
  return [...own, ...run]
}

/** The value of an option, behind its `=` or in the next word. */
function optionAt(words: readonly string[], i: number): string | undefined {
  const word = words[i]!
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[i + 1]
}

const ADDRESS_KEYS = new Set(['storageUri', 'modelUri', 'model_uri', 'sourceModelUri', 'uri', 'url'])

/** KServe: `storageUri: hf://org/name`, a model format, arguments of the runtime. */
function kserve(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const out = addressed(root, ctx)
  walk(at(root, 'spec'), (entry) => {
    if (entry.key !== 'args' || entry.value.kind !== 'list') return
    const words = entry.value.items.flatMap((i) => anyText(i) ?? [])
    for (const [i, word] of words.entries()) {
      const value = /^--model[-_]id(?:=|$)/.test(word) ? optionAt(words, i) : undefined
      const named = value === undefined ? undefined : modelOfValue(value, { provider: 'hugging-face' })
      const at0 = words.findIndex((w) => /^--(?:model[-_])?revision(?:=|$)/.test(w))
      const revision = at0 < 0 ? undefined : optionAt(words, at0)
      if (named)
        out.push(
          ...served(
            named.kind === 'hub' && revision !== undefined ? { ...named, revision } : named,
            entry.value.kind === 'list' ? (entry.value.items[i]?.line ?? entry.line) : entry.line,
          ),
        )
    }
  })
  return out
}

/** Addresses of models, at any depth. Those outside of the hub have a name in their last part. */
function addressed(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const out: Mention[] = []
  walk(at(root, 'spec'), (entry) => {
    ctx.checkpoint()
    if (!ADDRESS_KEYS.has(entry.key)) return
    const value = text(entry.value)
    if (value === undefined) return
    const thing = hubUrl(value.replace(/^hf:\/\/([^/]+\/[^/:@]+)[:@](.+)$/, 'hf://$1/tree/$2'))
    const ollama = /^ollama:\/\/(.+)$/.exec(value)?.[1]
    const use = ollama === undefined ? undefined : ollamaUse(ollama, 'is served by a cluster')
    if (thing) out.push(...served(thing, entry.line))
    else if (use) out.push(...useMentions(use, entry.line))
  })
  return out
}

function served(thing: NamedModel, line: number): Mention[] {
  return useMentions({ thing, says: 'is served by a cluster', status: 'declared' }, line)
}

function ray(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const config = entryOf(at(root, 'spec'), 'serveConfigV2')
  const script = text(entryOf(at(root, 'spec'), 'entrypoint')?.value)
  const line = entryOf(at(root, 'spec'), 'entrypoint')?.line ?? 1
  return [
    ...(config ? rayServeMentions(config.value, ctx) : []),
    ...(script === undefined ? [] : scriptMentions(script, ctx, { line })),
  ]
}

/** KAITO: `inference.preset.name`. */
function kaito(root: ConfigValue | undefined): Mention[] {
  const preset = entryOf(at(root, 'inference', 'preset'), 'name')
  const name = text(preset?.value)
  if (name === undefined || !preset || !/^[a-z][\w.-]{2,80}$/.test(name)) return []
  return [
    mention(
      { by: 'name', kind: 'model', registry: 'kaito', name },
      preset.line,
      'is served by a cluster',
      [],
    ),
  ]
}

function walk(value: ConfigValue | undefined, visit: (entry: ConfigEntry) => void): void {
  if (value?.kind === 'list') for (const item of value.items) walk(item, visit)
  for (const entry of entries(value)) {
    visit(entry)
    walk(entry.value, visit)
  }
}
