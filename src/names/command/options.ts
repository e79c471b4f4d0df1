export interface OptionGrammar {
  /** Options that take a value in the next word. */
  readonly values?: readonly string[]
  /** The first word that is no option ends the options: what follows belongs to the thing that is started. */
  readonly stop?: boolean
}

export interface ReadOptions {
  /** As written, values in words of their own. */
  readonly options: readonly string[]
  readonly positional: readonly string[]
  readonly valuesOf: (...names: readonly string[]) => string[]
  readonly has: (...names: readonly string[]) => boolean
}

/** Splits the words of a command into options and the rest: `--name value`, `--name=value`, `-nvalue` for short ones. */
export function readOptions(
  words: readonly string[],
  { values = [], stop = false }: OptionGrammar,
): ReadOptions {
  const options: string[] = []
  const positional: string[] = []
  const pairs: { readonly name: string; readonly value: string }[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (word === '--') {
      positional.push(...words.slice(i + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      if (stop) {
        positional.push(...words.slice(i))
        break
      }
      positional.push(word)
      continue
    }
    options.push(word)
    const equals = word.indexOf('=')
    if (equals > 0) pairs.push({ name: word.slice(0, equals), value: word.slice(equals + 1) })
    else if (values.includes(word) || isCluster(word, values)) {
      const value = words[++i]
      if (value === undefined) break
      options.push(value)
      pairs.push({ name: values.includes(word) ? word : `-${word.at(-1)}`, value })
    } else {
      const short = /^-[a-zA-Z](?=[^-])/.exec(word)?.[0]
      if (short !== undefined && values.includes(short)) pairs.push({ name: short, value: word.slice(2) })
      else pairs.push({ name: word, value: '' })
    }
  }
  return {
    options,
    positional,
    valuesOf: (...names) => pairs.filter((p) => names.includes(p.name)).map((p) => p.value),
    has: (...names) => pairs.some((p) => names.includes(p.name)),
  }
}

/** `-dp 80:80`: several short options in one word, of which the last takes a value. */
function isCluster(word: string, values: readonly string[]): boolean {
  return (
    /^-[a-zA-Z]{2,8}$/.test(word) && values.includes(`-${word.at(-1)}`) && !values.includes(word.slice(0, 2))
  )
}
