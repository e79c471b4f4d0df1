/** A text in a command or its environment that may name a model. */
export interface Named {
  readonly text: string
  /** How the user knows it: `--model`, `MODEL_PATH`, `argument`. */
  readonly by: string
  /** Something that surely names a model: what is not on this machine would be downloaded. */
  readonly sure: boolean
  /** A revision that goes with it. */
  readonly revision?: string
}

const MAX_WORDS = 10_000
const MAX_TEXT = 4096

// Sets and not patterns: every start goes through here, and compiling a pattern takes longer than all the rest.
/** Options and variables that name a model, by the last of their words that says what they are. */
const MODEL = new Set(
  (
    'model models llm checkpoint checkpoints ckpt weight weights adapter adapters lora loras peft pretrained ' +
    'tokenizer mmproj vae encoder gguf'
  ).split(' '),
)
/** Words behind it that only say that it is named: `draft_model_path`, `MODEL_REPO_ID`. */
const NAME = new Set(
  'id ids name names path paths dir file files uri repo or modules folder location root store repository'.split(
    ' ',
  ),
)
/** What is written, or what a model is called to the outside, by the first word. */
const NOT_READ = new Set(
  'output out save export log logs logging hub push served report result results tmp temp o'.split(' '),
)
const HUB_KEYS = new Set(['hf', 'hfr', 'hf_repo', 'hf_file', 'hf_model', 'hf_repo_id', 'm', 'mm', 'md'])
const REVISION = new Set(['revision', 'model_revision'])

/** Whether the value of an option or a variable is a model. */
function namesModel(key: string): boolean {
  if (HUB_KEYS.has(key)) return true
  const words = key.split('_')
  if (NOT_READ.has(words[0]!)) return false
  let last = words.length - 1
  while (last > 0 && NAME.has(words[last]!)) last--
  return MODEL.has(words[last]!)
}

/** All that the words of a command may name. The program itself counts only as a path. */
export function namedInCommand(words: readonly string[]): Named[] {
  const named: Named[] = []
  let option: string | undefined
  let revision: string | undefined
  const add = (text: string, by: string | undefined): void => {
    const key = by === undefined ? '' : keyOf(by)
    if (REVISION.has(key)) revision = text
    if (NOT_READ.has(key.split('_')[0]!)) return
    const sure = by !== undefined && namesModel(key)
    for (const part of partsOf(text)) named.push({ text: part, by: by ?? 'argument', sure })
  }
  if (words[0]?.includes('/')) add(words[0], undefined)
  for (const word of words.slice(1, MAX_WORDS)) {
    if (!isOption(word)) {
      add(word, option)
      // A list of models: every word up to the next option belongs to it.
      if (option !== undefined && !namesModel(keyOf(option))) option = undefined
      continue
    }
    const equals = word.indexOf('=')
    // `-mmodels/m`: the value of a short option may follow it at once.
    const joined = word.charCodeAt(1) !== 45 && equals < 0 && word.includes('/')
    if (equals > 0) add(word.slice(equals + 1), word.slice(0, equals))
    else if (joined) add(word.slice(2), word.slice(0, 2))
    option = equals > 0 || joined ? undefined : word
  }
  return revision === undefined ? named : named.map((n) => ({ ...n, revision: revision! }))
}

export function namedInEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  further: readonly string[],
): Named[] {
  return Object.keys(env).flatMap((name) => {
    const value = env[name]
    return value && (further.includes(name) || namesModel(name.toLowerCase()))
      ? partsOf(value).map((text) => ({ text, by: name, sure: true }))
      : []
  })
}

/** A dash and a letter, or two of them: numbers and a single dash are values. */
function isOption(word: string): boolean {
  if (word.charCodeAt(0) !== 45) return false
  const code = word.charCodeAt(word.charCodeAt(1) === 45 ? 2 : 1) | 32
  return code >= 97 && code <= 122
}

function keyOf(option: string): string {
  let start = 0
  while (option.charCodeAt(start) === 45) start++
  return option.slice(start).toLowerCase().replaceAll('-', '_').replaceAll('.', '_')
}

const SEPARATORS = [' ', '\t', '\n', ',', ';', '=', ':', "'", '"', '(', '|', '>', '<', '&', '{', '[']

/** The text itself, and what stands in it between separators: lists, assignments, a shell command, Python code. */
function partsOf(text: string): string[] {
  if (text === '' || text.length > 64 * MAX_TEXT || text.includes('\0')) return []
  if (!SEPARATORS.some((c) => text.includes(c))) return text.length > MAX_TEXT ? [] : [text]
  const parts = new Set([text])
  for (const part of text.split(/[\s,;='"()<>|&{}[\]]+/).slice(0, MAX_WORDS)) {
    if (part === '') continue
    parts.add(part)
    // `adapter:/path`, `model.gguf:0.5`; `org/name:Q4_K_M` is a tag of the hub.
    const colon = part.indexOf(':')
    if (colon > 0 && !part.includes('://')) parts.add(part.slice(0, colon)).add(part.slice(colon + 1))
  }
  return [...parts]
    .map((part) => part.replace(/^(?:file|hf|models):\/\/(?:localhost(?=\/))?/, ''))
    .filter((part) => part !== '' && part.length <= MAX_TEXT)
}
