import type { Context } from '../model/context.ts'
import { shellCommands, type ShellCommand, type ShellWord } from '../names/command/shell-words.ts'
import { expand, type Environment } from './expand.ts'

/** A command with what is known of its words. Words that are not known hold a `$`. */
export interface ScriptCommand {
  readonly line: number
  readonly words: readonly string[]
  readonly assignments: readonly { readonly name: string; readonly value: string }[]
  /** Words that hold a default which the caller may override. */
  readonly inferred: ReadonlySet<string>
}

const DECLARES = new Set(['export', 'declare', 'local', 'readonly', 'typeset', 'set', 'setenv'])
const MAX_COMMANDS = 10_000
/** Repetitions of one command for the values of a loop. */
const MAX_REPEATS = 50

/** The commands of a script in its order, variables followed from assignment to use. The environment grows with it. */
export function scriptCommands(text: string, env: Environment, ctx: Context): ScriptCommand[] {
  const arrays = new Map<string, string>()
  const source = liftArrays(text, arrays)
  const out: ScriptCommand[] = []
  for (const command of shellCommands(source, { checkpoint: () => ctx.checkpoint() })) {
    if (out.length >= MAX_COMMANDS) break
    ctx.checkpoint()
    out.push(...followed(command, env, arrays))
  }
  return out
}

function followed(command: ShellCommand, env: Environment, arrays: Map<string, string>): ScriptCommand[] {
  const [first, ...rest] = command.words
  if (first?.text === 'for' && rest[1]?.text === 'in') {
    const { words, inferred } = flatten(rest.slice(2), env)
    if (words.some((w) => w.includes('$'))) env.delete(rest[0]!.text)
    else
      env.set(rest[0]!.text, { words: words.slice(0, MAX_REPEATS), loop: true, inferred: inferred.size > 0 })
    return []
  }
  const declared = first && DECLARES.has(first.text) ? rest.flatMap(asAssignment) : []
  const own = [...command.assignments, ...declared]
  const bare = command.words.length === 0 || declared.length > 0
  const assignments = own.map(({ name, value }) => {
    const { texts, inferred } = value.expands
      ? expand(value.text, env)
      : { texts: [value.text], inferred: false }
    const array = arrays.get(value.text)
    const words = array === undefined ? texts : flatten(wordsOf(array), env).words
    if (texts.some((t) => t.includes('$'))) env.delete(name)
    else if (bare) env.set(name, { words, inferred })
    return { name, value: array === undefined ? (texts[0] ?? '') : '$', inferred }
  })
  const unsure = assignments.filter((a) => a.inferred).map((a) => a.value)
  if (bare)
    return own.length > 0 ? [{ line: command.line, words: [], assignments, inferred: new Set(unsure) }] : []
  const { words, inferred, loops } = flatten(command.words, env)
  const all = new Set([...inferred, ...unsure])
  const runs = loops > 1 ? repeated(command.words, env) : [words]
  return runs.map((run, i) => ({
    line: command.line,
    words: run,
    assignments: i === 0 ? assignments : [],
    inferred: all,
  }))
}

function asAssignment(word: ShellWord): { name: string; value: ShellWord }[] {
  const match = /^([A-Za-z_]\w{0,200})=/.exec(word.text)
  return match
    ? [{ name: match[1]!, value: { text: word.text.slice(match[0].length), expands: word.expands } }]
    : []
}

/** Each word as the words it comes to; the first value of a loop stands for all. */
function flatten(
  words: readonly ShellWord[],
  env: Environment,
): { words: string[]; inferred: Set<string>; loops: number } {
  const out: string[] = []
  const inferred = new Set<string>()
  let loops = 0
  for (const { text, expands } of words) {
    if (!expands) {
      out.push(text)
      continue
    }
    const variable = /^\$\{?([A-Za-z_]\w*)(?:\[[@*]\])?\}?$/.exec(text)?.[1]
    const known = variable === undefined ? undefined : env.get(variable)
    const found = expand(text, env)
    const isLoop = usesLoop(text, env)
    if (isLoop) loops = Math.max(loops, found.texts.length)
    const texts = isLoop
      ? found.texts.slice(0, 1)
      : known
        ? found.texts.flatMap((t) => (/\s/.test(t) && !t.includes('$') ? t.trim().split(/\s+/) : [t]))
        : found.texts.slice(0, 1)
    if (found.inferred) for (const t of texts) inferred.add(t)
    out.push(...texts)
  }
  return { words: out, inferred, loops }
}

function usesLoop(text: string, env: Environment): boolean {
  return Array.from(text.matchAll(/\$\{?([A-Za-z_]\w*)/g)).some((m) => env.get(m[1]!)?.loop)
}

/** The command once for each value of the loops around it. */
function repeated(words: readonly ShellWord[], env: Environment): string[][] {
  const lists = words.map((w) => (w.expands ? expand(w.text, env).texts : [w.text]))
  const times = Math.min(MAX_REPEATS, Math.max(...lists.map((l) => l.length)))
  return Array.from({ length: times }, (_, i) => lists.map((list) => list[i % list.length] ?? '$'))
}

const MAX_ARRAY = 20_000
/** Characters of all lists, each with what it is appended to: their words are made anew with every piece. */
const MAX_ARRAYS = 500_000
const ARRAY = /(^|[\s;])([A-Za-z_]\w{0,100})(\+?)=\(([^()]{0,20000})\)/g

/** Lists between brackets become names of their own, and the lines stay where they are. */
function liftArrays(text: string, arrays: Map<string, string>): string {
  if (!text.includes('=(')) return text
  const last = new Map<string, string>()
  let room = MAX_ARRAYS
  return text.replaceAll(ARRAY, (_, before: string, name: string, plus: string, body: string) => {
    const key = `array-${arrays.size}-of-${name}`
    const whole = plus && room > 0 ? `${last.get(name) ?? ''}\n${body}`.slice(-MAX_ARRAY) : body
    room -= whole.length
    arrays.set(key, whole)
    last.set(name, whole)
    return `${before}${name}=${key}${'\n'.repeat(body.split('\n').length - 1)}`
  })
}

function wordsOf(body: string): ShellWord[] {
  return shellCommands(body).flatMap((c) => [
    ...c.assignments.map((a) => ({ text: `${a.name}=${a.value.text}`, expands: a.value.expands })),
    ...c.words,
  ])
}
