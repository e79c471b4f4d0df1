import { isSecretKey } from '../syntax/stated.ts'
import { withoutCredentials, withoutKnownTokens } from '../text/web-address.ts'

const HIDDEN = '***'
/** Words of a command that are kept, and characters of each. */
const MAX_WORDS = 200
const MAX_WORD = 1000
const SECRET_OPTION =
  /(?:token|key|secret|passw|credential|auth|cookie|header|dsn|sas|signature)(?!_?(?:file|path|dir|env|id|izer))/i
/** `--max-tokens`, `--tokenizer`: numbers and names, no secrets. */
const NO_SECRET = /tokenizer|max[_-]?(?:new[_-]?)?tokens?|num[_-]?tokens|keyframe|keyword|monkey|author/i
/** Headers, assignments and documents within a value. */
const SECRET_WITHIN =
  /(?:api[_-]?key|access[_-]?key|token|secret|passw(?:or)?d|authorization|bearer|cookie|credentials?)["']?\s*[:=\s]/i
const TOKEN = /^(?:sk-|hf_|gh[pousr]_|glpat-|xox[bap]-|AKIA|eyJ|AIza|npm_|pypi-)[\w.-]{8,}|Bearer\s/i

/**
 * What every secret that the patterns find holds, in lower case: most words hold none of it, and looking for it takes
 * less time than compiling a pattern does.
 */
const HINTS =
  'key token secret pass pwd cred auth cookie header dsn sas sig bearer netrc connection :// @ sk- hf_ gh glpat xox akia eyj aiza npm_ pypi'.split(
    ' ',
  )

/** The words of a command as one may write them down: without what follows an option for secrets, credentials in addresses and tokens. */
export function publishableCommand(words: readonly string[]): string[] {
  let hideNext = false
  const shown = words.slice(0, MAX_WORDS).map((word) => {
    const hide = hideNext
    if (!hide && word.length <= MAX_WORD && isPlain(word)) return word
    const pair = /^(-{0,2}[A-Za-z_][\w.-]*)=([^]*)$/.exec(word)
    const option = /^--?[A-Za-z]/.test(word)
    hideNext = option && !pair && isSecretOption(word)
    if (hide && !option) return HIDDEN
    if (pair) return isSecretOption(pair[1]!) ? `${pair[1]}=${HIDDEN}` : `${pair[1]}=${publishable(pair[2]!)}`
    return publishable(word)
  })
  return words.length > MAX_WORDS ? [...shown, `… ${words.length - MAX_WORDS} more`] : shown
}

function isPlain(word: string): boolean {
  const lower = word.toLowerCase()
  return !HINTS.some((hint) => lower.includes(hint))
}

function isSecretOption(option: string): boolean {
  const key = option.replace(/^-+/, '').replaceAll('-', '_')
  return !NO_SECRET.test(key) && (isSecretKey(key) || SECRET_OPTION.test(key))
}

function publishable(text: string): string {
  if (text.length > MAX_WORD) return `${publishable(text.slice(0, MAX_WORD))}…`
  const clean =
    text.includes('://') || text.includes('@') ? withoutCredentials(text) : withoutKnownTokens(text)
  return TOKEN.test(clean) || SECRET_WITHIN.test(clean) ? HIDDEN : clean
}
