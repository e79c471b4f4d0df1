/** Names of parameters that sign or authorise a request, in lower case without separators. */
const SECRET_PARAMETER =
  /token|secret|passw|pwd|apikey|accesskey|credential|signature|^(?:key|auth|authorization|sig|sas|code|jwt|session|policy|keypairid)$|^x(?:amz|goog)/
/** Parameters that say what is fetched: long values of theirs are commits and paths, not secrets. */
const PLAIN_PARAMETER =
  /^(?:rev|ref|branch|tag|commit|subdirectory|subdir|path|egg|name|version|filename|file|sha\d*|md5|blake\w*|channel)$/
const TOKEN_SHAPED = /^[A-Za-z0-9_.~+/=%-]{20,}$/
const KNOWN_TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|hf_[A-Za-z0-9]{16,}|pypi-[\w-]{30,}|npm_[A-Za-z0-9]{30,}|sk-[\w-]{20,}|AKIA[A-Z0-9]{16}|eyJ[\w-]{10,}\.[\w-]+\.[\w-]+)/g

const ADDRESS = /\b[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/[^\s<>"'`]+/g
/** Nearly all texts end their search here. */
const TOKEN_START = /(?:gh[pousr]|github_pat|hf|npm)_|(?:glpat|pypi|sk)-|AKIA|eyJ/

const MAX_LENGTH = 4096

/**
 * The address as one may publish it: without user, password and tokens. Works on text that no URL parser
 * takes, too, because a half-broken address carries a whole password. Other text stays as it was.
 */
export function withoutCredentials(address: string): string {
  const text = address.length > MAX_LENGTH ? address.slice(0, MAX_LENGTH) : address
  return withoutTokens(withoutSecretParameters(withoutUser(text)))
}

/** A sentence as one may publish it: every address in it without its credentials, and no known token. */
export function withoutCredentialsWithin(prose: string): string {
  const text = prose.length > MAX_LENGTH ? prose.slice(0, MAX_LENGTH) : prose
  return withoutTokens(text.replaceAll(ADDRESS, withoutCredentials))
}

/** Whether the address carries something that `withoutCredentials` takes away. */
export function carriesCredentials(address: string): boolean {
  return withoutCredentials(address) !== address && address.length <= MAX_LENGTH
}

/** What stands for a value that is given elsewhere: `${TOKEN}`, `%(token)s`, `{{ token }}`, `<token>`. */
const PLACEHOLDER =
  /\$\{[^}]{1,200}\}|\$[A-Za-z_]\w{0,200}|%\(\w{1,200}\)s|%[A-Z_]{2,100}%|\{\{[^}]{1,200}\}\}|<[^<>]{1,100}>/g
const NO_PASSWORD = /:\/\/[^/@:\s]{0,30}:?@/

/** Whether the address holds a secret itself, and not only the name of a variable that does or a user's name. */
export function statesCredentials(address: string): boolean {
  if (!carriesCredentials(address)) return false
  const stated = address.replaceAll(PLACEHOLDER, '').replace(NO_PASSWORD, '://')
  return carriesCredentials(stated.replaceAll(/[?&#][\w.-]{1,100}=(?=[&#]|$)/g, ''))
}

function withoutUser(text: string): string {
  if (!text.includes('@')) return text
  const scheme = text.indexOf('://')
  if (scheme < 0) {
    // `user:password@host:path`, as in the short form of ssh.
    const short = /^[^\s/@:]+:[^\s/@]*@(?=[\w.-]+[:/])/.exec(text)
    return short ? text.slice(short[0].length) : text
  }
  const start = scheme + 3
  const rest = text.slice(start)
  const end = rest.search(/[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  let at = authority.lastIndexOf('@')
  // A password with an unescaped slash reaches past the authority: what follows the colon is no port.
  if (at < 0 && /^[^:]*:(?!\d*$)/.test(authority)) at = rest.lastIndexOf('@')
  if (at < 0) return text
  const plainSsh = text.slice(0, start).endsWith('ssh://') && rest.slice(0, at) === 'git'
  return plainSsh ? text : text.slice(0, start) + rest.slice(at + 1)
}

function withoutSecretParameters(text: string): string {
  const question = text.indexOf('?')
  const hash = text.indexOf('#')
  if (question < 0 && hash < 0) return text
  const queryEnd = hash < 0 ? text.length : hash
  const base = text.slice(0, question >= 0 && question < queryEnd ? question : queryEnd)
  const query = question >= 0 && question < queryEnd ? kept(text.slice(question + 1, queryEnd)) : ''
  const fragment = hash < 0 ? '' : kept(text.slice(hash + 1))
  return `${base}${query && `?${query}`}${fragment && `#${fragment}`}`
}

function kept(parameters: string): string {
  return parameters
    .split('&')
    .filter((pair) => {
      const equals = pair.indexOf('=')
      if (equals < 0) return true
      const key = pair.slice(0, equals).toLowerCase().replaceAll(/[-_.]/g, '')
      if (SECRET_PARAMETER.test(key)) return false
      return PLAIN_PARAMETER.test(key) || !TOKEN_SHAPED.test(pair.slice(equals + 1))
    })
    .join('&')
}

function withoutTokens(text: string): string {
  return text.replaceAll(KNOWN_TOKEN, '***')
}

/** Any text without tokens whose shape tells what they are. Names that people chose stay, though they begin alike. */
export function withoutKnownTokens(text: string): string {
  if (text.length < 16 || !TOKEN_START.test(text)) return text
  return text.replaceAll(KNOWN_TOKEN, (token) => (isRandom(token) ? '***' : token))
}

function isRandom(token: string): boolean {
  return /\d/.test(token) && (/[A-Z]/.test(token) || token.length >= 40)
}

/** Host of an address in lower case, without port; undefined when there is none. */
export function hostOf(address: string): string | undefined {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^/?#:@]*)/.exec(address)
  return match?.[1] ? match[1].toLowerCase() : undefined
}

const CODE_HOSTS: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org'])

/** Whether an address is of a repository, by itself: on a public code host, or one that is named like such hosts. */
export function isRepositoryAddress(address: string): boolean {
  const host = hostOf(address) ?? ''
  return (
    /^git(?:\+|:|@)|\.git$/.test(address) ||
    CODE_HOSTS.has(host) ||
    /^(?:git|gitlab|github|gitea|forgejo|bitbucket|svn|hg)\./.test(host)
  )
}
