import type { Context } from '../../model/context.ts'
import { useMentions } from '../../names/model-mention.ts'
import type { Mention } from '../../names/mention.ts'
import { ollamaUse } from '../../commands/hub-commands.ts'
import { scriptMentions } from '../../commands/mentions.ts'
import { anyText, at, entries, entryOf, text, type ConfigValue } from '../../syntax/config/tree.ts'
import type { Environment } from '../../commands/expand.ts'
import { shellScript, single, specMentions, variablesOf, wordsOf } from '../container-spec.ts'

const NOTHING: Environment = new Map()

/** The services of a compose file, and the models that it asks its runner for. */
export function composeMentions(root: ConfigValue | undefined, ctx: Context): Mention[] {
  return [
    ...entries(at(root, 'services')).flatMap(({ value }) => {
      ctx.checkpoint()
      const image = entryOf(value, 'image')
      const name = text(image?.value)
      const script = shellScript(at(value, 'entrypoint'), at(value, 'command'))
      const variables = [...variablesOf(at(value, 'build', 'args')), ...variablesOf(at(value, 'environment'))]
      const env: Environment = new Map(variables.map((v) => [v.name, { words: [v.value] }]))
      return [
        ...specMentions({
          image: name === undefined ? undefined : single(name, NOTHING),
          line: image?.line ?? value.line,
          says: 'is run by a compose service',
          command: script ? [] : [...wordsOf(at(value, 'entrypoint')), ...wordsOf(at(value, 'command'))],
          variables,
        }),
        ...(script
          ? scriptMentions(script.text.replaceAll('$$', '$'), ctx, {
              env: new Map(env),
              line: script.line,
              variables: false,
            })
          : []),
        ...providedModel(value),
      ]
    }),
    ...entries(at(root, 'models')).flatMap(({ value }) => dockerModel(entryOf(value, 'model'))),
  ]
}

/** `provider: {type: model, options: {model: ai/smollm2}}`. */
function providedModel(service: ConfigValue): Mention[] {
  if (anyText(at(service, 'provider', 'type')) !== 'model') return []
  return dockerModel(entryOf(at(service, 'provider', 'options'), 'model'))
}

/** Docker's model runner takes artifacts of a registry and repositories of the hub. */
function dockerModel(entry: { readonly line: number; readonly value: ConfigValue } | undefined): Mention[] {
  const name = text(entry?.value)
  if (name === undefined || !entry || !/^[\w./:-]{1,200}$/.test(name)) return []
  const hub = /^(?:hf\.co|huggingface\.co)\//.test(name)
    ? ollamaUse(name, 'is run by a compose model')
    : undefined
  if (hub) return useMentions(hub, entry.line)
  const [repository = '', tag] = name.split(/:(?=[^/]*$)/)
  return [
    {
      subject: { by: 'name', kind: 'model', registry: 'oci', name: repository },
      line: entry.line,
      says: 'is run by a compose model',
      attributes: [
        { name: 'source', value: 'oci', status: 'inferred' },
        ...(tag ? [{ name: 'revision-requested' as const, value: tag }] : []),
      ],
      relations: [],
    },
  ]
}
