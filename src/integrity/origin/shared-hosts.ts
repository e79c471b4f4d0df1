/** A host on which many parties have a part of their own. */
export interface SharedHost {
  /** One name for all hosts through which the same party's files are reached. */
  readonly family: string
  /** Which part: undefined when the address does not tell. */
  readonly namespace: (host: string, segments: readonly string[]) => string | undefined
}

type Namespace = SharedHost['namespace']

const unknown: Namespace = () => undefined
const segment =
  (n: number): Namespace =>
  (_, segments) =>
    segments[n]
const subdomain: Namespace = (host) => host.split('.')[0]

/** Of `bucket.s3.eu-west-1.amazonaws.com` the bucket: all that is before the store's own name. */
function before(pattern: RegExp, otherwise: Namespace): Namespace {
  return (host, segments) => {
    const at = host.search(pattern)
    return at > 0 ? host.slice(0, at).replace(/\.$/, '') : otherwise(host, segments)
  }
}

/** First part of the path on the hosts that people visit. Interfaces and stores have other paths, and tell nothing. */
function owner(...hosts: readonly string[]): Namespace {
  return (host, [first]) =>
    hosts.includes(host) && first !== undefined && !/^(?:api|-|explore|users|search|settings)$/.test(first)
      ? first
      : undefined
}

/** What follows a part of the path: `/models/owner/name`. */
function after(part: RegExp): Namespace {
  return (_, segments) => {
    const at = segments.findIndex((s) => part.test(s))
    return at < 0 ? undefined : segments[at + 1]
  }
}

const HUB_PAGES = /^(?:api|docs|blog|papers|collections|settings|search|join|login|tasks|spaces|posts)$/

const hub: Namespace = (host, segments) => {
  // Bytes come from hosts of their own, whosever they are.
  if (!/^(?:www\.)?(?:huggingface\.co|hf\.co)$/.test(host)) return undefined
  const kind = /^(?:models|datasets|spaces|kernels)$/
  const api = segments[0] === 'api' && kind.test(segments[1] ?? '')
  const rest = api ? segments.slice(2) : kind.test(segments[0] ?? '') ? segments.slice(1) : segments
  const [first, second] = rest
  // `gpt2/resolve/main/…` has no organisation; `org` alone is its page.
  if (!first || HUB_PAGES.test(first)) return undefined
  return second === undefined || !/^(?:resolve|raw|blob|tree|revision)$/.test(second) ? first : undefined
}

const github: Namespace = (host, segments) => {
  if (host.endsWith('.github.io')) return subdomain(host, segments)
  if (/^(?:api|uploads)\./.test(host)) return after(/^(?:repos|users|orgs)$/)(host, segments)
  if (host.startsWith('media.')) return segments[1]
  if (host === 'ghcr.io') return segments[segments[0] === 'v2' ? 1 : 0]
  return /^(?:(?:www|gist|codeload)\.)?github\.com$|^(?:raw|gist)\./.test(host) ? segments[0] : undefined
}

/** Of registries: `/v2/namespace/name/manifests/tag`. */
function registry(hosts: RegExp): Namespace {
  return (host, segments) => {
    const rest = /^(?:v2|r|repository)$/.test(segments[0] ?? '') ? segments.slice(1) : segments
    if (segments[0] === '_') return 'library'
    return hosts.test(host) && rest.length > 1 && rest[0] !== 'repositories' ? rest[0] : undefined
  }
}

const gcs: Namespace = (host, segments) => {
  const own = before(/\bstorage\.googleapis\.com$/, segment(0))(host, segments)
  if (own !== segments[0] || segments[0] !== 'download') return own
  return segments[segments.indexOf('b') + 1]
}

const HOSTS: readonly (readonly [pattern: RegExp, host: SharedHost])[] = [
  [/(?:^|\.)(?:huggingface\.co|hf\.co)$/, { family: 'huggingface.co', namespace: hub }],
  [/\.hf\.space$/, { family: 'huggingface.co', namespace: unknown }],
  [
    /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io)$|^ghcr\.io$/,
    { family: 'github.com', namespace: github },
  ],
  [/(?:^|\.)gitlab\.io$/, { family: 'gitlab.com', namespace: subdomain }],
  [/(?:^|\.)gitlab\.com$/, { family: 'gitlab.com', namespace: owner('gitlab.com') }],
  [/(?:^|\.)bitbucket\.io$/, { family: 'bitbucket.org', namespace: subdomain }],
  [/(?:^|\.)bitbucket\.org$/, { family: 'bitbucket.org', namespace: owner('bitbucket.org') }],
  [/(?:^|\.)codeberg\.page$/, { family: 'codeberg.org', namespace: subdomain }],
  [/(?:^|\.)codeberg\.org$/, { family: 'codeberg.org', namespace: owner('codeberg.org') }],
  [/\.sourceforge\.io$/, { family: 'sourceforge.net', namespace: subdomain }],
  [/(?:^|\.)sourceforge\.net$/, { family: 'sourceforge.net', namespace: after(/^projects?$/) }],
  [/(?:^|\.)ollama\.(?:com|ai)$/, { family: 'ollama.com', namespace: registry(/^(?:registry\.)?ollama\./) }],
  [
    /(?:^|\.)docker\.(?:io|com)$/,
    { family: 'docker.io', namespace: registry(/^(?:(?:hub|registry-1|index)\.)?docker\./) },
  ],
  [/(?:^|\.)quay\.io$/, { family: 'quay.io', namespace: registry(/^quay\.io$/) }],
  [/(?:^|\.)kaggle\.com$/, { family: 'kaggle.com', namespace: after(/^(?:models|datasets|code|m)$/) }],
  [/(?:^|\.)modelscope\.(?:cn|ai)$/, { family: 'modelscope.cn', namespace: after(/^(?:models|datasets)$/) }],
  [
    /(?:^|\.)s3[.-](?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/,
    { family: 's3.amazonaws.com', namespace: before(/\bs3[.-](?:[\w-]+\.)*amazonaws\.com/, segment(0)) },
  ],
  [
    /(?:^|\.)storage\.(?:googleapis|cloud\.google)\.com$/,
    { family: 'storage.googleapis.com', namespace: gcs },
  ],
  [/\.(?:blob|dfs|web)\.core\.windows\.net$/, { family: 'core.windows.net', namespace: subdomain }],
  [/\.r2\.cloudflarestorage\.com$/, { family: 'r2.cloudflarestorage.com', namespace: subdomain }],
  [/\.r2\.dev$/, { family: 'r2.dev', namespace: subdomain }],
  [/\.digitaloceanspaces\.com$/, { family: 'digitaloceanspaces.com', namespace: subdomain }],
  [
    /\.backblazeb2\.com$/,
    { family: 'backblazeb2.com', namespace: (_, s) => (s[0] === 'file' ? s[1] : undefined) },
  ],
  ...[
    'pages.dev',
    'netlify.app',
    'vercel.app',
    'readthedocs.io',
    'web.app',
    'firebaseapp.com',
    'surge.sh',
  ].map((family): readonly [RegExp, SharedHost] => [
    new RegExp(`\\.${family.replaceAll('.', '\\.')}$`),
    // A preview of a site stands before the site: `abc123.site.pages.dev`.
    { family, namespace: (host) => host.split('.').at(-1 - family.split('.').length) },
  ]),
]

export function sharedHost(host: string): SharedHost | undefined {
  return HOSTS.find(([pattern]) => pattern.test(host))?.[1]
}
