import { hasTokenChecksum } from './checksum.ts'
import type { Strength } from './facts.ts'
import { looksRandom } from './randomness.ts'

export interface Pattern {
  /** Kebab-case. */
  readonly kind: string
  readonly title: string
  /** Without capture groups of its own; linear: no nested or adjacent open repetitions. */
  readonly source: string
  /** Public prefix that may be shown. */
  readonly prefix?: RegExp
  /** The part that is secret, where the pattern needs surroundings. */
  readonly secret?: RegExp
  /** Default: live if it looks random. `after` is the text behind the match. */
  readonly check?: (value: string, after: string) => Strength | undefined
}

const live = (value: string): Strength | undefined => (looksRandom(value) ? 'live' : undefined)

function checksummed(value: string): Strength | undefined {
  if (!looksRandom(value.slice(value.indexOf('_') + 1))) return undefined
  return hasTokenChecksum(value) ? 'live' : 'doubtful'
}

/** A run of token characters has one start, so that repetitions inside of it stay linear. */
const B = '(?<![A-Za-z0-9_-])'
const E = '(?![A-Za-z0-9_])'

/** Providers whose tokens say what they are. */
export const TOKENS: readonly Pattern[] = [
  {
    kind: 'hugging-face',
    title: 'Hugging Face token',
    source: `${B}(?:hf_|api_org_)[A-Za-z0-9]{34}${E}`,
    prefix: /^(?:hf_|api_org_)/,
    // Names in code are of one case.
    check: (value) => (/[a-z].*[A-Z]|[A-Z].*[a-z]/.test(value.slice(3)) ? live(value) : undefined),
  },
  {
    kind: 'openai',
    title: 'OpenAI key',
    source: `${B}sk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{20,120}T3BlbkFJ[A-Za-z0-9_-]{20,120}`,
    prefix: /^sk-(?:proj-)?/,
  },
  {
    kind: 'openai',
    title: 'OpenAI key',
    source: `${B}sk-(?:[A-Za-z0-9]{48}|(?:proj|svcacct|admin)-[A-Za-z0-9_-]{48,200})${E}`,
    prefix: /^sk-(?:proj-)?/,
  },
  {
    kind: 'anthropic',
    title: 'Anthropic key',
    source: `${B}sk-ant-[a-z]{2,6}\\d\\d-[A-Za-z0-9_-]{40,150}`,
    prefix: /^sk-ant-/,
  },
  {
    kind: 'openrouter',
    title: 'OpenRouter key',
    source: `${B}sk-or-v1-[0-9a-f]{64}${E}`,
    prefix: /^sk-or-v1-/,
  },
  { kind: 'groq', title: 'Groq key', source: `${B}gsk_[A-Za-z0-9]{52}${E}`, prefix: /^gsk_/ },
  { kind: 'xai', title: 'xAI key', source: `${B}xai-[A-Za-z0-9]{80}${E}`, prefix: /^xai-/ },
  { kind: 'replicate', title: 'Replicate token', source: `${B}r8_[A-Za-z0-9]{37}${E}`, prefix: /^r8_/ },
  { kind: 'perplexity', title: 'Perplexity key', source: `${B}pplx-[A-Za-z0-9]{48}${E}`, prefix: /^pplx-/ },
  { kind: 'nvidia', title: 'NVIDIA key', source: `${B}nvapi-[A-Za-z0-9_-]{60,70}${E}`, prefix: /^nvapi-/ },
  {
    kind: 'langsmith',
    title: 'LangSmith key',
    source: `${B}lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}${E}`,
    prefix: /^lsv2_(?:pt|sk)_/,
  },
  { kind: 'pinecone', title: 'Pinecone key', source: `${B}pcsk_[A-Za-z0-9_]{60,80}${E}`, prefix: /^pcsk_/ },
  {
    kind: 'github',
    title: 'GitHub token',
    source: `${B}gh[pousr]_[A-Za-z0-9]{36}${E}`,
    prefix: /^gh[pousr]_/,
    check: checksummed,
  },
  {
    kind: 'github',
    title: 'GitHub token',
    source: `${B}github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}${E}`,
    prefix: /^github_pat_/,
  },
  {
    kind: 'gitlab',
    title: 'GitLab token',
    source: `${B}gl(?:pat|ptt|rt|dt|oas|cbt)-[A-Za-z0-9_-]{20,64}${E}`,
    prefix: /^gl[a-z]{2,3}-/,
  },
  {
    kind: 'npm',
    title: 'npm token',
    source: `${B}npm_[A-Za-z0-9]{36}${E}`,
    prefix: /^npm_/,
    check: checksummed,
  },
  { kind: 'pypi', title: 'PyPI token', source: `${B}pypi-AgE[A-Za-z0-9_-]{50,250}`, prefix: /^pypi-/ },
  {
    kind: 'slack',
    title: 'Slack token',
    source: `${B}xox[abeoprs]-(?:\\d{1,2}-)?\\d{9,14}-[A-Za-z0-9-]{10,120}`,
    prefix: /^xox[a-z]-/,
  },
  {
    kind: 'slack',
    title: 'Slack webhook',
    source: 'hooks\\.slack\\.com/(?:services|workflows)/[TA][A-Z0-9]{7,12}/[A-Z0-9]{7,20}/[A-Za-z0-9]{20,40}',
    prefix: /^hooks\.slack\.com/,
  },
  {
    kind: 'stripe',
    title: 'Stripe live key',
    source: `${B}[rs]k_live_[A-Za-z0-9]{20,120}${E}`,
    prefix: /^[rs]k_live_/,
  },
  {
    kind: 'google',
    title: 'Google API key',
    source: `${B}AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])`,
    prefix: /^AIza/,
  },
  {
    kind: 'google',
    title: 'Google client secret',
    source: `${B}GOCSPX-[A-Za-z0-9_-]{28}${E}`,
    prefix: /^GOCSPX-/,
  },
  {
    kind: 'aws',
    title: 'AWS access key',
    source: `${B}(?:AKIA|ASIA)[A-Z2-7]{16}${E}`,
    prefix: /^A[KS]IA/,
    check: (v) => live(v.slice(4)),
  },
  {
    kind: 'sendgrid',
    title: 'SendGrid key',
    source: `${B}SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}${E}`,
    prefix: /^SG\./,
  },
  {
    kind: 'databricks',
    title: 'Databricks token',
    source: `${B}dapi[0-9a-f]{32}(?:-\\d)?${E}`,
    prefix: /^dapi/,
  },
  {
    kind: 'digitalocean',
    title: 'DigitalOcean token',
    source: `${B}do[por]_v1_[0-9a-f]{64}${E}`,
    prefix: /^do[por]_v1_/,
  },
  {
    kind: 'telegram',
    title: 'Telegram bot token',
    source: `${B}\\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])`,
    prefix: /^\d+:/,
  },
  { kind: 'vault', title: 'Vault token', source: `${B}hvs\\.[A-Za-z0-9_-]{90,120}${E}`, prefix: /^hvs\./ },
  {
    kind: 'age',
    title: 'age secret key',
    source: 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    prefix: /^AGE-SECRET-KEY-/,
  },
]

const QUOTE = `["'\\\\]{0,2}\\s{0,8}(?::|=|=>|:=)\\s{0,8}["'\\\\]{0,2}`

/** Values that only their surroundings tell from a hash or an identifier. */
export const IN_CONTEXT: readonly Pattern[] = [
  {
    kind: 'aws',
    title: 'AWS secret key',
    source: `[aA][wW][sS]_?[sS][eE][cC][rR][eE][tT]_?(?:[aA][cC][cC][eE][sS][sS]_?)?[kK][eE][yY]${QUOTE}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])`,
    secret: /[A-Za-z0-9/+]{40}$/,
  },
  {
    kind: 'azure',
    title: 'Azure storage key',
    source: 'AccountKey=[A-Za-z0-9+/]{86}==',
    secret: /[A-Za-z0-9+/]{86}==$/,
  },
  {
    kind: 'azure',
    title: 'Azure key',
    source: `[aA][zZ][uU][rR][eE]\\w{0,24}_?[kK][eE][yY]${QUOTE}(?:[0-9a-f]{32}|[A-Za-z0-9]{84})${E}`,
    secret: /[A-Za-z0-9]+$/,
  },
  {
    kind: 'wandb',
    title: 'Weights & Biases key',
    source: `[wW][aA][nN][dD][bB]\\w{0,12}[kK][eE][yY]${QUOTE}[0-9a-f]{40}${E}`,
    secret: /[0-9a-f]{40}$/,
  },
  {
    kind: 'wandb',
    title: 'Weights & Biases key',
    source: `wandb\\.login\\(\\s{0,8}(?:key\\s{0,4}=\\s{0,4})?["'][0-9a-f]{40}${E}`,
    secret: /[0-9a-f]{40}$/,
  },
  {
    kind: 'wandb',
    title: 'Weights & Biases key',
    source: `api\\.wandb\\.ai\\s{1,8}login\\s{1,8}\\w{1,40}\\s{1,8}password\\s{1,8}[0-9a-f]{40}${E}`,
    secret: /[0-9a-f]{40}$/,
  },
  {
    kind: 'kaggle',
    title: 'Kaggle key',
    source: `["']username["']\\s{0,8}:\\s{0,8}["'][\\w-]{1,60}["']\\s{0,8},\\s{0,8}["']key["']\\s{0,8}:\\s{0,8}["'][0-9a-f]{32}["']`,
    secret: /[0-9a-f]{32}(?=["']$)/,
  },
  {
    kind: 'private-key',
    title: 'private key',
    source: '-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----',
    prefix: /^-----BEGIN [A-Z ]+-----/,
    check: privateKey,
  },
  {
    kind: 'connection-string',
    title: 'connection string with a password',
    source: `${B}(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\\+srv)?|rediss?|amqps?|mssql|clickhouse|s?ftp|smtps?|https?)(?:\\+[a-z0-9]{1,16})?://[^\\s:/@"'<>]{1,64}:[^\\s/@"'<>]{4,100}@[A-Za-z0-9.-]{3,100}`,
    secret: /(?<=:\/\/[^\s:/@]{1,64}:)[^\s/@]+(?=@)/,
    prefix: /^[a-z+0-9]+:\/\//,
    check: connection,
  },
  {
    kind: 'json-web-token',
    title: 'JSON web token',
    source: `${B}eyJ[A-Za-z0-9_-]{10,400}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{20,700}`,
    prefix: /^eyJ/,
    check: webToken,
  },
  {
    kind: 'assigned',
    title: 'value of a key that names a secret',
    source: `(?:[pP]assw(?:or)?d|PASSW(?:OR)?D|[cC]lient_?[sS]ecret|CLIENT_SECRET|[aA][pP][iI]_?[kK][eE][yY]|[sS]ecret_?[kK]ey|SECRET_KEY|[aA]uth_?[tT]oken|AUTH_TOKEN|[aA]ccess_?[tT]oken|ACCESS_TOKEN)["']{0,1}\\s{0,4}[:=]\\s{0,4}["'][A-Za-z0-9_./+=!#%&*@^-]{16,120}["']`,
    secret: /[^"'\s]+(?=["']$)/,
    check: assigned,
  },
]

/** Behind the line of dashes a key has its text; documentation ends there or goes on in words. */
function privateKey(value: string, after: string): Strength | undefined {
  const body = after
    .slice(0, 4000)
    .split('-----', 1)[0]!
    .replace(/\\+[nr]|[\s"'+,\\]/g, '')
    .replace(/^(?:Proc-Type|Version|Comment).{0,100}/, '')
  const key = /^[A-Za-z0-9+/=]{64,}/.exec(body)?.[0]
  if (key === undefined || !looksRandom(key.slice(24, 64))) return undefined
  return value.includes('ENCRYPTED') ? 'doubtful' : 'live'
}

const COMMON =
  /^(?:pass(?:word)?|pwd|secret|user(?:name)?|root|admin|guest|postgres|mysql|redis|mongo|token|key|test|1234\w*|mypass\w*|hunter2|letmein|oauth2|x-access-token|x-oauth-basic)$/i

function connection(value: string): Strength | undefined {
  if (COMMON.test(value) || /[<>{}$%*]|^x+$|example|your|placeholder|password/i.test(value)) return undefined
  return value.length >= 12 && looksRandom(value) ? 'live' : 'doubtful'
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('utf8')
}

function webToken(value: string): Strength | undefined {
  const [head = '', body = ''] = value.split('.')
  if (!/"alg"\s*:/.test(decoded(head)) || /John Doe|1234567890|example/.test(decoded(body))) return undefined
  return 'doubtful'
}

function assigned(value: string): Strength | undefined {
  if (
    !/\d/.test(value) ||
    !/[A-Za-z]/.test(value) ||
    /^[A-Za-z_.]+$|^(?:os|env|config|process)\b|\.(?:py|json|com|org|io)\b/.test(value)
  )
    return undefined
  return live(value) && 'guess'
}
