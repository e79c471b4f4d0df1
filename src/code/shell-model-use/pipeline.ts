import type { Context } from '../../model/context.ts'
import { parseImage } from '../../names/container-image.ts'
import type { Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { variableUse } from '../../names/model-variable.ts'
import { anyText, at, entries, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { containerUses } from '../../commands/command-uses.ts'
import type { Environment } from '../../commands/expand.ts'
import { containerMentions, scriptMentions } from '../../commands/mentions.ts'

/** Keys under which pipelines of all makers keep commands. */
const SCRIPT_KEYS = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'bash',
  'command',
  'commands',
  'cmd',
  'cmds',
  'setup',
  'sh',
  'inlineScript',
])
const VARIABLE_KEYS = new Set(['env', 'variables', 'environment', 'envs', 'vars'])
const IMAGE_KEYS = new Set(['image', 'container', 'docker'])

/** The commands, variables and images of a pipeline, each seen by what lies below it. */
export function pipelineMentions(root: ConfigValue | undefined, ctx: Context): Mention[] {
  const out: Mention[] = []
  visit(root, new Map())
  return out

  function visit(value: ConfigValue | undefined, outer: Environment): void {
    ctx.checkpoint()
    if (value?.kind === 'list') for (const item of value.items) visit(item, outer)
    if (value?.kind !== 'map') return
    const env: Environment = new Map(outer)
    for (const { key, value: inner } of value.entries)
      if (VARIABLE_KEYS.has(key)) addVariables(inner, env, key !== 'vars')
    addMatrix(at(value, 'strategy', 'matrix') ?? at(value, 'parallel', 'matrix'), env)
    for (const entry of value.entries) {
      if (SCRIPT_KEYS.has(entry.key)) runScripts(entry.value, env)
      else if (IMAGE_KEYS.has(entry.key)) addImage(entry.value)
      else if (entry.key === 'services' && entry.value.kind === 'list')
        for (const s of entry.value.items) addImage(s)
      if (!VARIABLE_KEYS.has(entry.key)) visit(entry.value, env)
    }
  }

  function addVariables(value: ConfigValue, env: Environment, speak: boolean): void {
    const pairs = entries(value).map((e) => ({
      name: e.key,
      value: anyText(e.value) ?? anyText(entryOf(e.value, 'value')?.value) ?? '',
      line: e.line,
    }))
    for (const pair of pairs) {
      if (/\$\{\{|^\$/.test(pair.value)) {
        env.delete(pair.name)
        continue
      }
      env.set(pair.name, { words: [pair.value] })
      const use = speak ? variableUse(pair, pairs) : undefined
      if (use) out.push(...useMentions(use, pair.line))
    }
  }

  /** Every value of a matrix is run. */
  function addMatrix(matrix: ConfigValue | undefined, env: Environment): void {
    for (const { key, value } of entries(matrix)) {
      const words = items(value).flatMap((v) => anyText(v) ?? [])
      if (key !== 'include' && words.length > 0)
        env.set(`matrix_${key.replaceAll(/\W/g, '_')}`, { words, loop: true })
    }
    const included = new Map<string, string[]>()
    for (const item of items(at(matrix, 'include')))
      for (const { key, value } of entries(item)) {
        const known = included.get(key) ?? []
        known.push(anyText(value) ?? '$')
        included.set(key, known)
      }
    for (const [key, words] of included)
      if (!env.has(`matrix_${key}`)) env.set(`matrix_${key.replaceAll(/\W/g, '_')}`, { words, loop: true })
  }

  function runScripts(value: ConfigValue, env: Environment): void {
    const parts = value.kind === 'list' ? value.items : [value]
    const inner: Environment = new Map(env)
    for (const part of parts) {
      const script = text(part)
      if (script === undefined || part.kind !== 'scalar') continue
      const line = part.line + (part.block ? 1 : 0)
      out.push(...scriptMentions(withExpressions(script), ctx, { env: inner, line }))
    }
  }

  function addImage(value: ConfigValue): void {
    const name = text(value) ?? text(at(value, 'image')) ?? text(at(value, 'name'))
    const image = name === undefined ? undefined : parseImage(name)
    if (
      !image ||
      (value.kind === 'map' &&
        text(value) === undefined &&
        !entryOf(value, 'image') &&
        !entryOf(value, 'name'))
    )
      return
    const reading = containerUses({ image, command: [], variables: [] })
    out.push(...containerMentions(image, reading, value.line, 'is the image of a pipeline job'))
  }
}

/** `${{ env.NAME }}` and `${{ matrix.name }}` as variables; all else is unknown. */
function withExpressions(script: string): string {
  return script.replaceAll(/\$\{\{\s*([^}]{0,200}?)\s*\}\}/g, (_, inner: string) => {
    const env = /^env\.(\w+)$/.exec(inner)?.[1]
    if (env !== undefined) return `\${${env}}`
    const matrix = /^matrix\.([\w-]+)$/.exec(inner)?.[1]
    return matrix === undefined ? '${_}' : `\${matrix_${matrix.replaceAll('-', '_')}}`
  })
}
