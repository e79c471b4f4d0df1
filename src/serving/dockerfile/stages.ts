import type { Context } from '../../model/context.ts'
import { parseImage, type ImageReference } from '../../names/container-image.ts'
import type { Mention } from '../../names/mention.ts'
import { useMentions } from '../../names/model-mention.ts'
import { variableUse, type Variable } from '../../names/model-variable.ts'
import { hubUrl } from '../../names/model-value.ts'
import { shellCommands } from '../../names/command/shell-words.ts'
import { containerUses } from '../../commands/command-uses.ts'
import { expand, type Environment } from '../../commands/expand.ts'
import { containerMentions, MAX_MENTIONS, scriptMentions } from '../../commands/mentions.ts'
import { execForm, instructionsOf, pairsOf, withoutOptions, type Instruction } from './instructions.ts'

/** What is known of one stage of a build. */
interface Stage {
  readonly image?: ImageReference
  readonly line: number
  readonly env: Environment
  readonly variables: (Variable & { readonly line: number })[]
  entrypoint: Started
  command: Started
}

interface Started {
  readonly words: readonly string[]
  readonly line: number
}

const NONE: Started = { words: [], line: 0 }

/** The base images of all stages, what their commands fetch, and what the built image starts. */
export function dockerfileMentions(source: string, ctx: Context): Mention[] {
  const out: Mention[] = []
  const names = new Map<string, Stage>()
  const global: Environment = new Map()
  let stage: Stage | undefined
  for (const instruction of instructionsOf(source)) {
    ctx.checkpoint()
    if (out.length > MAX_MENTIONS) break
    if (instruction.name === 'FROM') {
      if (stage) out.push(...closed(stage))
      stage = opened(instruction, names, global)
    } else if (!stage) {
      if (instruction.name === 'ARG')
        for (const { name, value } of pairsOf(instruction.text)) assign(global, name, value, true)
    } else out.push(...applied(instruction, stage, global, names, ctx))
  }
  if (stage) out.push(...closed(stage))
  return out
}

function opened({ text, line }: Instruction, names: Map<string, Stage>, global: Environment): Stage {
  const [written = '', as, alias] = withoutOptions(text).replaceAll('\\\n', ' ').trim().split(/\s+/)
  const name = expand(written, global).texts[0] ?? ''
  const base = names.get(name.toLowerCase())
  const image = base || name === 'scratch' ? undefined : parseImage(name)
  const stage: Stage = {
    ...((image ?? base?.image) && { image: image ?? base!.image! }),
    line: image ? line : 0,
    env: new Map(base?.env),
    variables: [...(base?.variables ?? [])],
    entrypoint: base?.entrypoint ?? NONE,
    command: base?.command ?? NONE,
  }
  if (as?.toLowerCase() === 'as' && alias) names.set(alias.toLowerCase(), stage)
  names.set(String(names.size), stage)
  return stage
}

function applied(
  { name, text, line }: Instruction,
  stage: Stage,
  global: Environment,
  names: Map<string, Stage>,
  ctx: Context,
): Mention[] {
  switch (name) {
    case 'ARG':
      for (const pair of declared(text)) {
        const outer = global.get(pair.name)
        if (pair.value === undefined && outer) stage.env.set(pair.name, outer)
        else if (pair.value !== undefined) {
          assign(stage.env, pair.name, pair.value, true)
          keep(stage, pair.name, line + pair.line)
        }
      }
      return []
    case 'ENV':
      for (const pair of pairsOf(text)) {
        assign(stage.env, pair.name, pair.value, false)
        keep(stage, pair.name, line + pair.line)
      }
      return []
    case 'RUN': {
      const exec = execForm(withoutOptions(text))
      const script = exec ? exec.map(quoted).join(' ') : withoutOptions(text)
      return scriptMentions(script, ctx, { env: new Map(stage.env), line })
    }
    case 'ENTRYPOINT':
      stage.entrypoint = started(text, line, stage.env)
      stage.command = NONE
      return []
    case 'CMD':
      stage.command = started(text, line, stage.env)
      return []
    case 'ADD': {
      const thing = hubUrl(withoutOptions(text).trim().split(/\s+/)[0] ?? '')
      return thing ? useMentions({ thing, says: 'is added to the image', status: 'declared' }, line) : []
    }
    case 'COPY': {
      const from = /--from=(\S+)/.exec(text)?.[1]
      const image =
        from === undefined || names.has(from.toLowerCase())
          ? undefined
          : parseImage(expand(from, stage.env).texts[0] ?? '')
      return image && /[:@/]/.test(from ?? '')
        ? containerMentions(image, { uses: [], flags: [] }, line, 'is an image that files are copied from')
        : []
    }
    default:
      return []
  }
}

function declared(text: string): { name: string; value?: string; line: number }[] {
  const pairs = text.includes('=') ? pairsOf(text) : []
  return pairs.length > 0
    ? pairs
    : text
        .trim()
        .split(/\s+/)
        .map((name) => ({ name, line: 0 }))
}

function assign(env: Environment, name: string, value: string, inferred: boolean): void {
  const { texts } = expand(value, env)
  if (texts[0] === undefined || texts[0].includes('$')) env.delete(name)
  else env.set(name, { words: [texts[0]], ...(inferred && { inferred }) })
}

function keep(stage: Stage, name: string, line: number): void {
  const value = stage.env.get(name)?.words[0]
  const at = stage.variables.findIndex((v) => v.name === name)
  if (at >= 0) stage.variables.splice(at, 1)
  if (value !== undefined) stage.variables.push({ name, value, line })
}

function started(text: string, line: number, env: Environment): Started {
  const exec = execForm(text)
  if (exec) {
    const shell = /^(?:.*\/)?(?:ba|da|z)?sh$/.test(exec[0] ?? '')
    return { words: exec.map((w) => (shell ? (expand(w, env).texts[0] ?? '$') : w)), line }
  }
  const [first] = shellCommands(text).slice(-1)
  return {
    words: (first?.words ?? []).map((w) => (w.expands ? (expand(w.text, env).texts[0] ?? '$') : w.text)),
    line,
  }
}

function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`
}

/** The stage is complete: what it starts belongs to its image. Variables of `ARG` count for what is built with them. */
function closed(stage: Stage): Mention[] {
  const command = [...stage.entrypoint.words, ...stage.command.words]
  const reading = containerUses({ ...(stage.image && { image: stage.image }), command, variables: [] })
  const line = stage.command.line || stage.entrypoint.line || stage.line || 1
  const inferred = new Set([...stage.env].filter(([, v]) => v.inferred).map(([name]) => name))
  const own = stage.variables.flatMap((variable) => {
    const use = variableUse(variable, stage.variables)
    const hedged = use && inferred.has(variable.name) ? { ...use, status: 'inferred' as const } : use
    return hedged ? [{ use: hedged, line: variable.line }] : []
  })
  const lines = new Map(own.map((o) => [o.use, o.line]))
  const uses = [...reading.uses, ...own.map((o) => o.use)]
  if (!stage.image || stage.line === 0) return uses.flatMap((use) => useMentions(use, lines.get(use) ?? line))
  // A general base image does not need the model; one that serves models does.
  const serves = reading.service?.type === 'inference-server'
  const says = 'is a base image of a build'
  const container = containerMentions(
    stage.image,
    { ...reading, uses: serves ? uses : [], flags: serves ? reading.flags : [] },
    stage.line,
    says,
    (use) => lines.get(use) ?? line,
  )
  return serves
    ? container
    : [...container, ...uses.flatMap((use) => useMentions(use, lines.get(use) ?? line))]
}
