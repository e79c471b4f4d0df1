import { isSecretKey } from '../syntax/stated.ts'
import { withoutCredentials } from '../text/web-address.ts'

/** An option as it is written, with the value that follows it or stands behind its `=`. */
interface Option {
  readonly name: string
  readonly value?: string
  /** Further words up to the next option: lists of models. */
  readonly more: readonly string[]
}

export interface Arguments {
  readonly options: readonly Option[]
  /** Words before the first option and those behind options that surely take no value. */
  readonly positional: readonly string[]
}

const MAX_OPTIONS = 500

/** Splits arguments without a grammar: a word behind an option is its value. */
export function readArguments(
  words: readonly string[],
  switches: ReadonlySet<string> = new Set(),
): Arguments {
  const options: { name: string; value?: string; more: string[] }[] = []
  const positional: string[] = []
  for (const word of words) {
    const option = /^(-{1,2}[A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(word)
    if (option) {
      if (options.length >= MAX_OPTIONS) break
      options.push({ name: option[1]!, ...(option[2] !== undefined && { value: option[2] }), more: [] })
      continue
    }
    const last = options.at(-1)
    if (!last || switches.has(last.name)) positional.push(word)
    else if (last.value === undefined) last.value = word
    else {
      last.more.push(word)
      positional.push(word)
    }
  }
  return { options, positional }
}

/** Lower case with `_`, so that `--model-id` and `--model_id` are one. Short ones keep their dash. */
export function optionKey(name: string): string {
  return name.startsWith('--') ? name.slice(2).toLowerCase().replaceAll(/[-.]/g, '_') : name
}

export function optionValue(args: Arguments, ...keys: readonly string[]): string | undefined {
  const value = args.options.findLast((o) => keys.includes(optionKey(o.name)))?.value
  return value === undefined || value.includes('$') ? undefined : value
}

const MAX_FLAGS = 64
const MAX_FLAG = 300
/** Headers, assignments and documents within a value. */
const SECRET_WITHIN =
  /(?:key|token|secret|passw(?:or)?d|authorization|bearer|cookie|credentials?)["']?\s*[:=\s]/i
const SECRET_SHAPE = /^(?:sk-|hf_|gh[pousr]_|glpat-|xox[bap]-|AKIA|eyJ)|Bearer\s/i

/** Options as they may be published: names alone where a value could be a secret. */
export function flagsOf({ options }: Arguments): string[] {
  return options.slice(0, MAX_FLAGS).map(({ name, value }) => {
    const key = name.replace(/^-+/, '').replaceAll('-', '_')
    const secret =
      isSecretKey(key) ||
      /(?:token|key|secret|password|header|cookie|credential|auth)/i.test(key) ||
      (value !== undefined && SECRET_SHAPE.test(value))
    const clean = value === undefined || secret || value.includes('$') ? undefined : withoutCredentials(value)
    // Structured values hide more than their key says.
    const shown = clean !== undefined && SECRET_WITHIN.test(clean) ? undefined : clean
    return shown === undefined || shown === '' || shown.length > MAX_FLAG ? name : `${name} ${shown}`
  })
}
