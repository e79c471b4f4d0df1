/** What a provider's naming tells about the version behind an id. */
export interface Pinning {
  readonly pinned?: boolean
  readonly snapshot?: string
  readonly aliasOf?: string
}

const UNKNOWN: Pinning = {}

function snapshot(text: string): Pinning {
  return { pinned: true, snapshot: text }
}

function alias(id: string): Pinning {
  return { pinned: false, aliasOf: id.replace(/[-_:](?:latest|nightly)$/, '') }
}

/** First group: what names the version, where anything does. */
type Pattern = readonly [provider: string, id: RegExp]

const DATE = /-(\d{4}-\d{2}-\d{2})(?:$|-)/
const SNAPSHOTS: readonly Pattern[] = [
  ['openai', DATE],
  ['openai', /-((?:0[1-9]|1[0-2])[0-3]\d)(?:-preview|-vision-preview)?$/],
  ['openai', /^text-embedding-(?:ada-002|3-(?:small|large))$/],
  ['openai', /^(?:davinci|babbage|text-(?:davinci|curie|babbage|ada))-(\d{3})$/],
  ['anthropic', /[-@](20\d{6})$/],
  ['anthropic', /^claude-(2\.[01]|instant-1\.\d)$/],
  // From 4.6 on an id without a date names one version for good.
  ['anthropic', /^claude-[a-z]+-(4-[6-9]|[5-9](?:-\d)?)$/],
  ['google', /[-@](\d{3})$/],
  ['google', /-((?:preview|exp)-(?:tts-)?\d{2}-\d{2,4})$/],
  ['google', /-(exp-\d{4})$/],
  ['mistral', /-(\d{4})$/],
  ['cohere', /-(\d{2}-\d{4})$/],
  ['cohere', /-(v\d\.\d)$/],
  ['aws-bedrock', /-(v\d+(?:\.\d+)?(?::\d+)?|\d+:\d+)(?::\d+k|:mm)?$/],
  ['aws-bedrock', /^(?:[a-z]+\.)?anthropic\.claude-[a-z]+-(4-[6-9]|[5-9](?:-\d)?)$/],
  ['xai', /-(\d{4})$/],
  ['deepseek', /-(v\d(?:\.\d)?-\d{4})$/],
  ['dashscope', DATE],
  ['moonshot', /-(\d{4})(?:-preview)?$/],
  ['volcengine', /-(\d{6})$/],
  ['zhipu', /-(\d{4}|\d{6})$/],
  ['replicate', /:([0-9a-f]{64})$/],
  ['voyage', /^voyage-(?:[a-z]+-)*(\d(?:\.\d)?)/],
  ['jina', /-(v\d)(?:-|$)/],
]

const ALIASES: readonly Pattern[] = [
  ['openai', /^(?:gpt-|chatgpt-|o[1-9](?:-|$)|codex-|computer-use|omni-moderation|text-moderation)/],
  ['anthropic', /^claude-/],
  ['google', /^(?:gemini-|text-bison|chat-bison|code-bison|codechat-bison|textembedding-gecko)/],
  [
    'mistral',
    /^(?:mistral|ministral|codestral|pixtral|magistral|devstral|voxtral)-(?:tiny|small|medium|large|embed|\d+b)?(?:-|$)/,
  ],
  ['cohere', /^(?:command|command-(?:r|r-plus|a|light))$/],
  ['xai', /^grok-/],
  ['deepseek', /^deepseek-(?:chat|reasoner|coder)$/],
  ['dashscope', /^qwen[\w.]*-(?:plus|max|turbo|long|flash)/],
  ['perplexity', /^(?:sonar|pplx-)/],
  ['replicate', /^[\w.-]+\/[\w.-]+$/],
  // Tags of a registry are moved at will.
  ['ollama', /^/],
]

/** Some platforms name models as their makers do. */
const NAMED_AS: Readonly<Record<string, readonly string[]>> = {
  'google-vertex-ai': ['google', 'anthropic', 'mistral'],
  'github-models': ['openai', 'mistral', 'cohere'],
  'azure-ai': ['openai', 'mistral', 'cohere'],
}

/** Vendor prefixes of routers: `anthropic/claude-…`. */
const VENDORS: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'google',
  mistralai: 'mistral',
  cohere: 'cohere',
  deepseek: 'deepseek',
  'x-ai': 'xai',
  perplexity: 'perplexity',
}

/** Deployments of Azure have names of their owner's choice: they say nothing. */
export function pinningOf(provider: string, id: string): Pinning {
  if (id.length > 300) return UNKNOWN
  if (provider === 'openrouter') {
    const [vendor = '', ...rest] = id.split('/')
    const as = Object.hasOwn(VENDORS, vendor) ? VENDORS[vendor]! : undefined
    return as ? pinningOf(as, rest.join('/').replace(/:[\w-]+$/, '')) : UNKNOWN
  }
  if (provider === 'openai' && id.startsWith('ft:')) return fineTuned(id)
  for (const as of Object.hasOwn(NAMED_AS, provider) ? NAMED_AS[provider]! : [provider]) {
    const found = byRules(
      as,
      id.replace(/^[\w-]+\//, (p) => (provider === as ? p : '')),
    )
    if (found) return found
  }
  return UNKNOWN
}

function byRules(provider: string, id: string): Pinning | undefined {
  if (/[-_:]latest$/.test(id)) return alias(id)
  for (const [of, pattern] of SNAPSHOTS) {
    const found = of === provider ? pattern.exec(id) : null
    // Some ids are one version without naming it.
    if (found) return found[1] === undefined ? { pinned: true } : snapshot(found[1])
  }
  return ALIASES.some(([of, pattern]) => of === provider && pattern.test(id)) ? alias(id) : undefined
}

/** `ft:gpt-4o-mini-2024-07-18:organisation::id`: the result of one job. */
function fineTuned(id: string): Pinning {
  const job = id.split(':').at(-1)
  return job && id.split(':').length >= 4 ? snapshot(job) : UNKNOWN
}
