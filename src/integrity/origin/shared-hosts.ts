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

const HUB_PAGES: ReadonlySet<string> = new Set([
  'docs',
  'blog',
  'papers',
  'collections',
  'settings',
  'search',
])

const hub: Namespace = (_, segments) => {
  const kind = /^(?:models|datasets|spaces|kernels)$/
  const api = segments[0] === 'api' && kind.test(segments[1] ?? '')
  const rest = api ? segments.slice(2) : kind.test(segments[0] ?? '') ? segments.slice(1) : segments
  const [first, second] = rest
  // `gpt2/resolve/main/…` has no organisation; `org` alone is its page.
  if (!first || first === 'api' || HUB_PAGES.has(first)) return undefined
  return second === undefined || !/^(?:resolve|raw|blob|tree|revision)$/.test(second) ? first : undefined
}

const github: Namespace = (host, segments) => {
  if (host.endsWith('.github.io')) return subdomain(host, segments)
  if (/^api\.|^uploads\./.test(host))
    return /^(?:repos|users|orgs)$/.test(segments[0] ?? '') ? segments[1] : undefined
  if (host.startsWith('media.')) return segments[1]
  if (host === 'ghcr.io') return segments[segments[0] === 'v2' ? 1 : 0]
  return /^objects\.|^release-assets\.|^github-releases\./.test(host) ? undefined : segments[0]
}

const ollama: Namespace = (_, segments) => {
  const rest = segments[0] === 'v2' ? segments.slice(1) : segments
  return rest.length > 1 ? rest[0] : 'library'
}

const docker: Namespace = (_, segments) => {
  const rest = /^(?:v2|r)$/.test(segments[0] ?? '') ? segments.slice(1) : segments
  return segments[0] === '_' || rest.length < 2 ? 'library' : rest[0]
}

const kaggle: Namespace = (_, segments) => {
  const at = segments.findIndex((s) => /^(?:models|datasets|code|m)$/.test(s))
  return at < 0 ? segments[0] : segments[at + 1]
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
  [/(?:^|\.)gitlab\.com$/, { family: 'gitlab.com', namespace: segment(0) }],
  [/(?:^|\.)bitbucket\.io$/, { family: 'bitbucket.org', namespace: subdomain }],
  [/(?:^|\.)bitbucket\.org$/, { family: 'bitbucket.org', namespace: segment(0) }],
  [/(?:^|\.)codeberg\.page$/, { family: 'codeberg.org', namespace: subdomain }],
  [/(?:^|\.)codeberg\.org$/, { family: 'codeberg.org', namespace: segment(0) }],
  [/^(?:[\w-]+\.)?sourceforge\.net$/, { family: 'sourceforge.net', namespace: segment(1) }],
  [/\.sourceforge\.(?:io|net)$/, { family: 'sourceforge.net', namespace: subdomain }],
  [/(?:^|\.)ollama\.(?:com|ai)$/, { family: 'ollama.com', namespace: ollama }],
  [/(?:^|\.)docker\.(?:io|com)$/, { family: 'docker.io', namespace: docker }],
  [
    /(?:^|\.)quay\.io$/,
    { family: 'quay.io', namespace: (_, s) => s[/^(?:v2|repository)$/.test(s[0] ?? '') ? 1 : 0] },
  ],
  [/(?:^|\.)kaggle\.com$/, { family: 'kaggle.com', namespace: kaggle }],
  [/(?:^|\.)modelscope\.(?:cn|ai)$/, { family: 'modelscope.cn', namespace: segment(1) }],
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
