import { parseImage } from '../names/container-image.ts'
import type { Mention } from '../names/mention.ts'
import { useMentions, type Use } from '../names/model-mention.ts'
import { variableUses, type Variable } from '../names/model-variable.ts'
import { splitWords } from '../names/command/shell-words.ts'
import { anyText, entries, entryOf, items, text as textOf, type ConfigValue } from '../syntax/config/tree.ts'
import { containerUses } from '../commands/command-uses.ts'
import { expand, type Environment } from '../commands/expand.ts'
import { addressMention, containerMentions } from '../commands/mentions.ts'

export interface LinedVariable extends Variable {
  readonly line: number
}

/** A container as a manifest describes it. */
export interface ContainerSpec {
  readonly image: string | undefined
  readonly line: number
  readonly says: string
  readonly command: readonly string[]
  readonly variables: readonly LinedVariable[]
}

/** The image, the service that it is, and the models that its command and variables name. */
export function specMentions({ image: written, line, says, command, variables }: ContainerSpec): Mention[] {
  const image = written === undefined ? undefined : parseImage(written)
  const reading = containerUses({ ...(image && { image }), command, variables: [] })
  const named = variableUses(variables)
  const uses = withRevision([...reading.uses, ...named.map((n) => n.use)], reading.flags, variables)
  const lines = new Map(
    named.map(({ name }, i) => [
      uses[reading.uses.length + i],
      variables.find((v) => v.name === name)?.line ?? line,
    ]),
  )
  const whole = { ...reading, uses }
  const addressed = variables.flatMap((v) => addressMention(v.name, v.value, v.line))
  if (!image) return [...uses.flatMap((use) => useMentions(use, lines.get(use) ?? line)), ...addressed]
  return [...containerMentions(image, whole, line, says, (use) => lines.get(use) ?? line), ...addressed]
}

/** Model servers take the model from a variable and its revision from an option, or the other way round. */
function withRevision(
  uses: readonly Use[],
  flags: readonly string[],
  variables: readonly LinedVariable[],
): readonly Use[] {
  const [model, ...more] = uses.filter((u) => u.thing.kind === 'hub' && u.role !== 'adapter')
  const option = flags.find((f) => /^--(?:model[-_])?revision /.test(f))?.split(' ')[1]
  const variable = variables.find((v) => /^(?:(?:HF_)?MODEL_)?REVISION$/.test(v.name))?.value
  const revision = option ?? variable
  if (model?.thing.kind !== 'hub' || more.length > 0 || model.thing.revision !== undefined) return uses
  if (revision === undefined || !/^[\w./-]{1,100}$/.test(revision)) return uses
  const { thing } = model
  return uses.map((use) => (use === model ? { ...use, thing: { ...thing, revision } } : use))
}

/** `[sh, -c, script]`, in one list or two: a script of many commands in one word. */
export function shellScript(
  ...lists: readonly (ConfigValue | undefined)[]
): { readonly text: string; readonly line: number } | undefined {
  const words = lists.flatMap((list) => items(list))
  const shell = words.findIndex((w) => /^(?:.*\/)?(?:ba|da|z|a)?sh$/.test(anyText(w) ?? ''))
  const option = words.findIndex((w, i) => i > shell && /^-[a-z]*c$/.test(anyText(w) ?? ''))
  const script = shell >= 0 && option > shell ? words[option + 1] : undefined
  const found = textOf(script)
  if (found === undefined || script?.kind !== 'scalar') return undefined
  return { text: found, line: script.line + (script.block ? 1 : 0) }
}

/** `NAME: value` or a list of `NAME=value`. Defaults are followed: `${NAME:-value}`. */
export function variablesOf(value: ConfigValue | undefined, env: Environment = new Map()): LinedVariable[] {
  if (value?.kind === 'list')
    return value.items.flatMap((item) => {
      const text = anyText(item)
      const equals = text?.indexOf('=') ?? -1
      return text !== undefined && equals > 0
        ? [{ name: text.slice(0, equals), value: single(text.slice(equals + 1), env), line: item.line }]
        : []
    })
  return entries(value).flatMap((e) => {
    const text = anyText(e.value)
    return text === undefined ? [] : [{ name: e.key, value: single(text, env), line: e.line }]
  })
}

/** `{name, value}` items of Kubernetes. */
export function namedValues(value: ConfigValue | undefined): LinedVariable[] {
  return items(value).flatMap((item) => {
    const name = anyText(entryOf(item, 'name')?.value)
    const text = entryOf(item, 'value')
    const found = anyText(text?.value)
    return name !== undefined && found !== undefined && text ? [{ name, value: found, line: text.line }] : []
  })
}

/** A list of words, or one text that a shell splits. */
export function wordsOf(value: ConfigValue | undefined, env: Environment = new Map()): string[] {
  if (value?.kind === 'list')
    return value.items.flatMap((i) => {
      const t = anyText(i)
      return t === undefined ? [] : [single(t, env)]
    })
  const text = anyText(value)
  return text === undefined ? [] : splitWords(single(text, env))
}

export function single(text: string, env: Environment): string {
  return text.includes('$') ? (expand(text, env).texts[0] ?? '$') : text
}
