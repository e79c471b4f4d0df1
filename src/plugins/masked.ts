import type { AttributeDraft } from '../names/mention.ts'
import { withoutCredentials } from '../text/web-address.ts'

const MASK = '***'

const SECRET_NAME =
  /token|secret|passw|pwd|passphrase|api[-_]?key|apikey|access[-_]?key|private[-_]?key|credential|bearer|cookie|signature|connection[-_]?string|webhook|dsn$|^-*(?:key|auth|authorization|pat|sas|pass)$|[-_](?:key|auth|pat)$/i
/** Names with the same words whose values are no secrets. */
const HARMLESS_NAME =
  /(?:max|min|num|limit|count|budget)[-_]?\w{0,60}tokens?|tokens?[-_]?(?:limit|count|file|path|url|budget)|token(?:izer|s$)|key[-_]?(?:file|path|name|id$)|passwordless|secret[-_]?(?:name|file|path)/i
const HEADER_FLAG = /^(?:-H|--headers?|--http-headers?|--header-\w+)$/
const VARIABLE_FLAG = /^(?:-e|--env|--env-var|--build-arg)$/
/** A reference holds no value, unless it carries a default. */
const REFERENCE = /^(?:\$\{[^}]{1,200}\}|\$\w{1,200}|%\w{1,200}%|\{\{[^}]{1,200}\}\})$/
/** `curl -u name:password` */
const USER_OPTION = /((?:^|\s)(?:-u|--user|--proxy-user)[\s=]+["']?[^\s:"']{1,100}:)[^\s"']+/g
const USER_FLAG = /^(?:-u|--user|--proxy-user)$/
const BETWEEN = /\s*[:=]\s*|\s+/y
const VALUE = /"[^"]*"|'[^']*'|[^\s"',;}]+/y
const MAX_LENGTH = 4000

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name)
}

/** Arguments of a command with every value left out that is, or may be, a credential. */
export function maskedArguments(words: readonly string[]): string[] {
  return words.map((word, i) => {
    const before = i > 0 ? words[i - 1]! : ''
    const text = word.slice(0, MAX_LENGTH)
    if (HEADER_FLAG.test(before)) return maskedHeader(text)
    if (USER_FLAG.test(before)) return text.replace(/^([^:\s]{1,200}):[^]+$/, `$1:${MASK}`)
    if (VARIABLE_FLAG.test(before)) return text.replace(/^([^=\s]{1,200})=[^]*$/, `$1=${MASK}`)
    if (before.startsWith('-') && !before.includes('=') && !text.startsWith('-') && isSecretName(before))
      return maskedValue(text)
    return maskedWord(text)
  })
}

function maskedValue(text: string): string {
  return isReference(text) ? text : MASK
}

/** `${NAME}` and its kin; `${NAME:-value}` holds a value. */
function isReference(text: string): boolean {
  return REFERENCE.test(text) && !/:-|:=|:\?/.test(text)
}

function maskedHeader(text: string): string {
  const name = /^([\w-]{1,100})\s*[:=]/.exec(text)?.[1]
  return name === undefined ? maskedWord(text) : `${name}: ${MASK}`
}

/** One word, whatever stands before it. */
export function maskedWord(word: string): string {
  const text = withoutCredentials(word.slice(0, MAX_LENGTH))
  if (/\s/.test(text)) return maskedProse(text)
  const flag = /^(--?(?:env|header|e|H)=)/.exec(text)?.[1]
  if (flag !== undefined)
    return flag + text.slice(flag.length).replace(/^([^=:]{1,200})[=:][^]*$/, `$1=${MASK}`)
  const pair = /^([^=\s]{1,200})=([^]*)$/.exec(text)
  if (pair && !/^[a-z]+:\/\//i.test(text)) {
    const [, name = '', value = ''] = pair
    if (isSecretName(name)) return `${name}=${maskedValue(value)}`
    return `${name}=${maskedOpaque(value)}`
  }
  const header = /^([A-Za-z][\w-]{1,100}):(?!\/\/|\\)(.+)$/.exec(text)
  if (header && isSecretName(header[1]!)) return `${header[1]}:${MASK}`
  return maskedOpaque(text)
}

/** A script or a sentence in one argument. */
function maskedProse(text: string): string {
  const clean = text
    .replaceAll(/\b(Bearer|Basic|Token)\s+[^\s"']+/gi, `$1 ${MASK}`)
    .replaceAll(
      /\b([A-Za-z_][A-Za-z0-9_]{1,100}=)(?:"[^"]*"|'[^']*'|[^\s"';&|]+)/g,
      (all: string, name: string) =>
        /^[A-Z0-9_]+=$/.test(name) || isSecretName(name.slice(0, -1)) ? name + MASK : all,
    )
    .replaceAll(USER_OPTION, `$1${MASK}`)
  return withoutNamedSecrets(clean)
    .split(/(\s+)/)
    .map((word) => (/^\s*$/.test(word) ? word : maskedOpaque(withoutCredentials(word))))
    .join('')
}

/** `--token value`, `token: value`, `"token": "value"`. */
function withoutNamedSecrets(text: string): string {
  const names = /(["']?)(--?[A-Za-z][\w-]{0,100}|[A-Za-z][\w-]{0,100})\1/g
  let clean = ''
  let done = 0
  for (let name = names.exec(text); name; name = names.exec(text)) {
    if (!isSecretName(name[2]!)) continue
    BETWEEN.lastIndex = names.lastIndex
    const between = BETWEEN.exec(text)?.[0]
    if (between === undefined || (between.trim() === '' && !name[2]!.startsWith('-'))) continue
    VALUE.lastIndex = BETWEEN.lastIndex
    if (!VALUE.test(text)) continue
    clean += text.slice(done, BETWEEN.lastIndex) + MASK
    done = VALUE.lastIndex
    names.lastIndex = done
  }
  return clean + text.slice(done)
}

/** A long word that no person chose: letters and digits without a pattern. */
function maskedOpaque(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return maskedAddress(text)
  if (/[;&](?:[^=;&]{0,60})(?:password|pwd|key|secret|token)[^=;&]{0,20}=/i.test(text))
    return text.replaceAll(
      /([;&]?[^=;&]{0,60}(?:password|pwd|key|secret|token)[^=;&]{0,20}=)[^;&]*/gi,
      `$1${MASK}`,
    )
  if (/^["'{[]/.test(text))
    return text.replaceAll(/"([^"]{1,100})"(\s*:\s*)"[^"]*"/g, (all: string, name: string, colon: string) =>
      isSecretName(name) ? `"${name}"${colon}"${MASK}"` : all,
    )
  return isOpaque(text) ? MASK : text
}

/** Some services give out addresses whose path is the credential. */
export function maskedAddress(address: string): string {
  const clean = withoutCredentials(address)
  const [, start = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)([^]*)$/i.exec(clean) ?? []
  if (start === '') return clean
  const path = rest.split(/[?#]/)[0]!
  const tail = rest.slice(path.length)
  return (
    start +
    path
      .split('/')
      .map((part) => (isOpaque(part) ? MASK : part))
      .join('/') +
    tail
  )
}

export function isOpaque(text: string): boolean {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return true
  if (text.length < 20 || !/^[A-Za-z0-9_+=/.~-]+$/.test(text) || /^[./~]|^-|\.[a-z]{1,5}$/i.test(text))
    return false
  // Words with hyphens are names that people gave.
  const longest = Math.max(...text.split(/[-_./]/).map((part) => part.length))
  if (longest < 16) return false
  const digits = text.replaceAll(/[^0-9]/g, '').length
  const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text)
  return digits >= 3 && (mixed || digits * 5 >= text.length)
}

/** Their order is part of what they mean: the place of each is its key. */
export function argumentAttributes(words: readonly string[]): AttributeDraft[] {
  return maskedArguments(words).map((value, i) => ({
    name: 'argument',
    key: String(i + 1).padStart(2, '0'),
    value: value.slice(0, 500),
  }))
}
