import type { Context } from '../../model/context.ts'
import type { Discoverer } from '../../model/discoverer.ts'
import { parseImage } from '../../names/container-image.ts'
import type { Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { modelOfValue } from '../../names/model-value.ts'
import { variableUse } from '../../names/model-variable.ts'
import {
  anyText,
  at,
  entries,
  entryOf,
  items,
  text,
  type ConfigEntry,
  type ConfigValue,
} from '../../syntax/config/tree.ts'
import { containerUses } from '../../commands/command-uses.ts'
import { containerMentions, scriptMentions, serviceMention } from '../../commands/mentions.ts'
import { flagsOf } from '../../commands/options.ts'
import { namedValues, variablesOf } from '../container-spec.ts'
import { manifestDiscoverer } from '../manifest-discoverer.ts'
import { rayServeMentions } from '../ray-serve.ts'

const RAY = /^applications\s*:[^]*\bimport_path\s*:/m
const BENTO = /^service\s*:\s*["']?[\w.]+:\w+/m
const COG = /^(?:build|predict|train)\s*:[^]*^(?:predict|build|train)\s*:/m
const VLLM =
  /^(?:tensor[-_]parallel[-_]size|gpu[-_]memory[-_]utilization|max[-_]model[-_]len|max[-_]num[-_]seqs|enforce[-_]eager|enable[-_]prefix[-_]caching|served[-_]model[-_]name)\s*:/m

/** Files with which servers of models are started: Ray Serve, BentoML, Cog, vLLM. */
export const servingConfig: Discoverer<readonly Mention[]> = manifestDiscoverer({
  id: 'serving-config',
  title: 'Configuration of a model server',
  claims: ({ name, text: written = '' }) =>
    /\.ya?ml$/.test(name) &&
    (RAY.test(written) ||
      (/^bentofile[\w.-]*\.ya?ml$/.test(name) && BENTO.test(written)) ||
      (name === 'cog.yaml' && COG.test(written)) ||
      (VLLM.test(written) && /^model(?:[-_]tag)?\s*:/m.test(written))),
  mentions: (root, ctx, path) => {
    if (entryOf(root, 'applications')) return ray(root, ctx)
    if (/bentofile[^/]*$/.test(path)) return bento(root, ctx)
    if (path.endsWith('cog.yaml')) return cog(root, ctx)
    return vllm(root)
  },
})

function ray(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const models = root ? rayServeMentions(root, ctx) : []
  const line = entryOf(root, 'applications')?.line ?? 1
  return [
    serviceMention({ title: 'Ray Serve', type: 'inference-server' }, line, 'is configured', needs(models)),
    ...models,
  ]
}

/** `models:` names models of Bento's own store, `docker.base_image` the image. */
function bento(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const variables = [...namedValues(at(root, 'envs')), ...variablesOf(at(root, 'docker', 'env'))]
  const models: Mention[] = [
    ...variables.flatMap((v) => {
      const use = variableUse(v, variables)
      return use ? useMentions(use, v.line) : []
    }),
    ...items(at(root, 'models')).flatMap((item) => bentoModel(item)),
  ]
  const base = entryOf(at(root, 'docker'), 'base_image')
  const name = text(base?.value)
  const image = name === undefined ? undefined : parseImage(name)
  ctx.checkpoint()
  return [
    serviceMention(
      { title: 'BentoML', type: 'inference-server' },
      entryOf(root, 'service')?.line ?? 1,
      'is configured',
      needs(models),
    ),
    ...models,
    ...(image && base
      ? containerMentions(
          image,
          containerUses({ image, command: [], variables: [] }),
          base.line,
          'is the base image of a Bento',
        )
      : []),
  ]
}

function bentoModel(item: ConfigValue): Mention[] {
  const written = text(item) ?? text(at(item, 'tag'))
  if (written === undefined || !/^[\w.-]+(?::[\w.-]+)?$/.test(written)) return []
  const [name = '', tag] = written.split(':')
  return [
    {
      subject: { by: 'name', kind: 'model', registry: 'bentoml', name },
      line: item.line,
      says: 'is packed into a Bento',
      attributes: tag ? [{ name: 'revision-requested', value: tag }] : [],
      relations: [],
    },
  ]
}

/** `build.run` are commands of the build; `image` is where it is pushed to. */
function cog(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const variables = variablesOf(at(root, 'environment'))
  return [
    serviceMention(
      { title: 'Cog', type: 'inference-server' },
      entryOf(root, 'predict')?.line ?? 1,
      'is configured',
    ),
    ...variables.flatMap((v) => {
      const use = variableUse(v, variables)
      return use ? useMentions(use, v.line) : []
    }),
    ...items(at(root, 'build', 'run')).flatMap((item) => {
      const script = text(item) ?? text(at(item, 'command'))
      return script === undefined ? [] : scriptMentions(script, ctx, { line: item.line })
    }),
  ]
}

/** The options of `vllm serve`, written into a file. */
function vllm(root: ConfigValue | undefined): Mention[] {
  const options = entries(root)
  const value = (...names: readonly string[]): ConfigEntry | undefined =>
    options.find((e) => names.includes(e.key.replaceAll('_', '-')))
  const entry = value('model', 'model-tag')
  const name = text(entry?.value)
  const thing = name === undefined ? undefined : modelOfValue(name, { sure: true })
  const revision = text(value('revision')?.value)
  const quantization = text(value('quantization')?.value)
  const served = value('served-model-name')?.value
  const servedAs = [
    ...items(served).flatMap((i) => text(i) ?? []),
    ...(text(served)?.split(',') ?? []),
  ].filter((n) => /^\w[\w./:@-]{0,199}$/.test(n))
  const models =
    entry && thing?.kind === 'hub'
      ? useMentions(
          {
            thing: { ...thing, ...(revision && { revision }) },
            says: 'is served by vLLM',
            status: 'declared',
            ...(servedAs.length > 0 && { servedAs }),
            ...(quantization && { attributes: [{ name: 'quantization', value: quantization }] }),
          },
          entry.line,
        )
      : []
  const flags = flagsOf({
    options: options.flatMap((e) => {
      const written = anyText(e.value)
      return /^[\w-]{1,60}$/.test(e.key) && written !== undefined
        ? [{ name: `--${e.key.replaceAll('_', '-')}`, value: written, more: [] }]
        : []
    }),
    positional: [],
  }).map((flag) => ({ name: 'flag' as const, value: flag }))
  return [
    serviceMention(
      { title: 'vLLM', type: 'inference-server' },
      entry?.line ?? 1,
      'is configured',
      needs(models),
      flags,
    ),
    ...models,
  ]
}

function needs(models: readonly Mention[]): { kind: 'depends-on'; to: Mention['subject'] }[] {
  return models
    .filter((m) => m.subject.by !== 'system' && m.subject.kind === 'model')
    .map((m) => ({ kind: 'depends-on', to: m.subject }))
}
