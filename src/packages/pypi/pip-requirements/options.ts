/** An option of a line, by its long name. */
export interface LineOption {
  readonly name: string
  readonly value?: string
}

const SHORT: Readonly<Record<string, string>> = {
  i: '--index-url',
  r: '--requirement',
  c: '--constraint',
  e: '--editable',
  f: '--find-links',
  C: '--config-settings',
}
const WITH_VALUE: ReadonlySet<string> = new Set([
  '--index-url',
  '--extra-index-url',
  '--requirement',
  '--constraint',
  '--editable',
  '--find-links',
  '--no-binary',
  '--only-binary',
  '--trusted-host',
  '--use-feature',
  '--hash',
  '--global-option',
  '--config-settings',
  '--uploaded-prior-to',
])
const FLAGS: ReadonlySet<string> = new Set([
  '--no-index',
  '--prefer-binary',
  '--require-hashes',
  '--no-require-hashes',
  '--pre',
])
/** Spellings of old versions and of other installers. */
const ALIASES: Readonly<Record<string, string>> = {
  '--pypi-url': '--index-url',
  '--config-setting': '--config-settings',
}
const MAX_WORDS = 20_000

export interface SplitLine {
  /** The requirement, without options. */
  readonly requirement: string
  readonly options: readonly LineOption[]
  /** Options that no installer knows. */
  readonly unknown: readonly string[]
}

/** Options start with the first word that has a hyphen in front; before that all is requirement. */
export function splitOptions(text: string): SplitLine {
  const start = /(?:^|\s)-/.exec(text)
  if (!start) return { requirement: text, options: [], unknown: [] }
  const requirement = text.slice(0, start.index).trim()
  const words = wordsOf(text.slice(start.index))
  const options: LineOption[] = []
  const unknown: string[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    const { name, attached } = nameOf(word)
    if (FLAGS.has(name)) options.push({ name })
    else if (WITH_VALUE.has(name)) {
      const value = attached ?? words[++i]
      if (value === undefined) unknown.push(name)
      else {
        // What follows an editable requirement up to the next option is its marker.
        const end =
          name === '--editable' ? words.findIndex((next, at) => at > i && next.startsWith('-')) : i + 1
        const marker = name === '--editable' ? words.slice(i + 1, end < 0 ? undefined : end) : []
        i += marker.length
        options.push({ name, value: [value, ...marker].join(' ') })
      }
    } else if (word.startsWith('-')) unknown.push(name)
  }
  return { requirement, options, unknown }
}

function nameOf(word: string): { readonly name: string; readonly attached?: string } {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=')
    const long = equals < 0 ? word : word.slice(0, equals)
    const name = ALIASES[long] ?? full(long)
    return equals < 0 ? { name } : { name, attached: word.slice(equals + 1) }
  }
  const name = SHORT[word[1] ?? '']
  if (word[0] !== '-' || !name) return { name: word.slice(0, 40) }
  // The value may follow at once, and some write an equals sign that pip would take for a part of it.
  return word.length > 2 ? { name, attached: word.slice(2).replace(/^=/, '') } : { name }
}

/** An unambiguous beginning of a name will do. */
function full(long: string): string {
  if (WITH_VALUE.has(long) || FLAGS.has(long)) return long
  const meant = long.length > 3 ? [...WITH_VALUE, ...FLAGS].filter((name) => name.startsWith(long)) : []
  return meant.length === 1 ? meant[0]! : long
}

/** Words as a shell splits them, quotes removed. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  const pattern = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^\s"'\\]+)|(\s+)|(["'\\])/gy
  let word: string | undefined
  for (const match of text.matchAll(pattern)) {
    if (match[5] === undefined) {
      word =
        (word ?? '') +
        (match[1]?.replaceAll(/\\(.)/g, '$1') ?? match[2] ?? match[3] ?? match[4] ?? match[6] ?? '')
      continue
    }
    if (word !== undefined) words.push(word)
    word = undefined
    if (words.length >= MAX_WORDS) return words
  }
  if (word !== undefined) words.push(word)
  return words
}
