import { programName } from '../../names/command/launch.ts'
import { splitWords } from '../../names/command/shell-words.ts'
import { anyText, at, entries, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import type { ConfiguredServer, ServerRun } from './facts.ts'
import type { FoundServer } from './find-servers.ts'

/** What keeps an entry from being read. */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly why: string
}

const MAX_ARGUMENTS = 500
const RUNNER =
  /^(?:npx|npm|pnpm|pnpx|yarn|bunx?|uvx?|pipx|python[\d.]*|node|deno|docker|podman|cmd|sh|bash|zsh|env)$/
/** Headers that say nothing of who asks. */
const PLAIN_HEADER =
  /^(?:accept(?:-\w+)?|content-type|user-agent|connection|cache-control|origin|host|mcp-protocol-version)$/i

export function readServer(
  { name, line, value }: FoundServer,
  clients: readonly string[],
): ConfiguredServer | Unreadable {
  if (value.kind !== 'map') {
    const url = text(value)
    if (url !== undefined && /^https?:\/\//.test(url))
      return server({ kind: 'address', url, authenticated: false })
    return { kind: 'unreadable', why: 'is not described by an object' }
  }
  const found = runOf(value)
  return found.kind === 'unreadable' ? found : server(found)

  function server(run: ServerRun): ConfiguredServer {
    const transport = transportOf(value, run)
    const enabled = enabledOf(value)
    const description = text(at(value, 'description'))
    const version = anyText(at(value, 'version'))
    return {
      kind: 'server',
      name,
      line,
      clients,
      run,
      ...(transport && { transport }),
      ...(enabled !== undefined && { enabled }),
      ...(description && { description }),
      ...(version && run.kind !== 'command' && { version }),
      environment: environmentOf(value),
      granted: grantedOf(value),
    }
  }
}

function runOf(value: ConfigValue): ServerRun | Unreadable {
  const words = wordsOf(value)
  if (words && words.length > 0) {
    const folder =
      text(at(value, 'cwd')) ?? text(at(value, 'workingDirectory')) ?? text(at(value, 'working_dir'))
    return { kind: 'command', words, ...(folder && { folder }) }
  }
  for (const key of ['url', 'serverUrl', 'httpUrl', 'uri', 'endpoint', 'baseUrl', 'sseUrl']) {
    const url = text(at(value, key))
    if (url !== undefined && url.trim() !== '')
      return { kind: 'address', url: url.trim(), authenticated: authenticates(value) }
  }
  const inner = entryOf(value, 'transport')?.value
  if (inner?.kind === 'map') return runOf(inner)
  const type = text(at(value, 'type')) ?? ''
  const source = text(at(value, 'source')) ?? ''
  if (/^(?:builtin|platform|sdk|inline_python|frontend)$/.test(type))
    return { kind: 'built-in', extension: false }
  const settings =
    entryOf(value, 'settings') !== undefined && value.kind === 'map' && value.entries.length <= 3
  if (source === 'extension' || entryOf(value, 'uses') || settings)
    return { kind: 'built-in', extension: true }
  return { kind: 'unreadable', why: 'names neither a command nor an address' }
}

/** A text, a text with arguments in it, a list, or an object with path and arguments. */
function wordsOf(value: ConfigValue): string[] | undefined {
  const command = at(value, 'command') ?? at(value, 'cmd')
  if (!command) return undefined
  if (command.kind === 'map') {
    const path = text(at(command, 'path')) ?? text(at(command, 'command'))
    return path === undefined ? undefined : [path, ...argumentsOf(at(command, 'args'))]
  }
  if (command.kind === 'list') return [...argumentsOf(command), ...argumentsOf(at(value, 'args'))]
  const line = text(command)?.trim()
  if (!line) return undefined
  const args = argumentsOf(at(value, 'args') ?? at(value, 'arguments'))
  return [...(isOneWord(line, args) ? [line] : splitWords(line)), ...args]
}

/** `/Applications/My App/bin/server` is a path, `npx -y package` a command line. */
function isOneWord(line: string, args: readonly string[]): boolean {
  if (!/\s/.test(line)) return true
  if (/^["']/.test(line)) return false
  const [first = '', ...rest] = line.split(/\s+/)
  if (RUNNER.test(programName(first))) return false
  if (args.length > 0) return /[/\\]/.test(first)
  return /[/\\]/.test(first) && rest.some((word) => /^[\w.()-]+[/\\]/.test(word) && !word.startsWith('.'))
}

function argumentsOf(value: ConfigValue | undefined): string[] {
  const line = text(value)
  if (line !== undefined) return splitWords(line)
  return items(value)
    .slice(0, MAX_ARGUMENTS)
    .flatMap((item) => anyText(item) ?? [])
}

function authenticates(value: ConfigValue): boolean {
  const headers = [
    at(value, 'headers'),
    at(value, 'http_headers'),
    at(value, 'env_http_headers'),
    at(value, 'requestOptions', 'headers'),
    at(value, 'requestInit', 'headers'),
  ]
  const named = headers.flatMap((map) => entries(map).map((e) => e.key))
  if (named.some((name) => !PLAIN_HEADER.test(name))) return true
  return [
    'oauth',
    'auth',
    'authorization',
    'bearer_token',
    'bearer_token_env_var',
    'authProviderType',
    'apiKey',
    'headersHelper',
  ].some((key) => {
    const found = at(value, key)
    return (
      found !== undefined &&
      !(found.kind === 'scalar' && (found.value === null || found.value === false || found.value === 'none'))
    )
  })
}

const TRANSPORTS: Readonly<Record<string, string>> = {
  stdio: 'stdio',
  local: 'stdio',
  command: 'stdio',
  http: 'http',
  https: 'http',
  sse: 'sse',
  ws: 'ws',
  websocket: 'ws',
  streamablehttp: 'streamable-http',
}

function transportOf(value: ConfigValue, run: ServerRun): string | undefined {
  if (run.kind === 'built-in') return undefined
  for (const key of ['type', 'transport', 'transportType', 'transport_type']) {
    const found = at(value, key)
    const written = text(found) ?? text(at(found, 'type'))
    const known = (written ?? '').toLowerCase().replaceAll(/[-_ ]/g, '')
    if (Object.hasOwn(TRANSPORTS, known)) return TRANSPORTS[known]
  }
  if (run.kind === 'command') return 'stdio'
  return at(value, 'httpUrl') ? 'streamable-http' : undefined
}

function enabledOf(value: ConfigValue): boolean | undefined {
  const flag = (key: string): boolean | undefined => {
    const found = at(value, key)
    return found?.kind === 'scalar' && typeof found.value === 'boolean' ? found.value : undefined
  }
  const disabled = flag('disabled')
  return disabled === undefined ? (flag('enabled') ?? flag('isActive')) : !disabled
}

function environmentOf(value: ConfigValue): string[] {
  const names = new Set<string>()
  const add = (name: string | undefined): void => {
    if (name !== undefined && /^[A-Za-z_][\w.-]{0,200}$/.test(name)) names.add(name)
  }
  for (const key of ['env', 'envs', 'environment', 'env_vars', 'env_keys']) {
    const found = at(value, key) ?? at(value, 'command', key) ?? at(value, 'transport', key)
    for (const entry of entries(found)) add(entry.key)
    for (const item of items(found)) add(text(item)?.split('=')[0] ?? text(at(item, 'name')))
  }
  add(text(at(value, 'bearer_token_env_var')))
  for (const entry of entries(at(value, 'env_http_headers'))) add(text(entry.value))
  // Variables of the environment that headers and arguments take up.
  for (const key of ['headers', 'http_headers', 'args'])
    for (const held of [...entries(at(value, key)).map((e) => e.value), ...items(at(value, key))])
      for (const name of referenced(text(held) ?? '')) add(name)
  return [...names].slice(0, MAX_ARGUMENTS)
}

/** `${NAME}`, `${env:NAME}`, `${{ secrets.NAME }}`; folders that clients fill in are in lower case. */
function referenced(written: string): string[] {
  return Array.from(
    written
      .slice(0, 2000)
      .matchAll(/\$\{(?:env:|\{\s*(?:secrets|env)\.)?([A-Z][A-Z0-9_]{1,100})(?:[:}?\s-])/g),
    (m) => m[1]!,
  ).filter((name) => !/^CLAUDE_(?:PLUGIN_ROOT|PROJECT_DIR)$/.test(name))
}

function grantedOf(value: ConfigValue): string[] {
  const listed = (key: string, form: string): string[] =>
    items(at(value, key)).flatMap((item) => {
      const tool = text(item)
      return tool ? [`${form}:${tool}`] : []
    })
  const approved = [
    'autoApprove',
    'alwaysAllow',
    'autoApprovedTools',
    'auto_approve',
    'trustedTools',
  ].flatMap((key) => {
    const found = at(value, key)
    return found?.kind === 'scalar' && found.value === true
      ? ['tool:auto-approve:*']
      : listed(key, 'tool:auto-approve')
  })
  const trusted = at(value, 'trust')
  const always = trusted?.kind === 'scalar' && trusted.value === true ? ['tool:auto-approve:*'] : []
  const modes = entries(at(value, 'tools')).flatMap(({ key, value: tool }) =>
    /^(?:approve|allow|auto)$/.test(text(at(tool, 'approval_mode')) ?? '')
      ? [`tool:auto-approve:${key}`]
      : [],
  )
  const offered = [
    'tools',
    'includeTools',
    'enabled_tools',
    'enabledTools',
    'available_tools',
    'allowedTools',
  ].flatMap((key) => listed(key, 'tool:allow'))
  return [...new Set([...approved, ...always, ...modes, ...scopesOf(value), ...offered])]
}

function scopesOf(value: ConfigValue): string[] {
  const scopes = [
    at(value, 'oauth', 'scopes'),
    at(value, 'oauth', 'scope'),
    at(value, 'auth', 'scopes'),
    at(value, 'authorization', 'scopes'),
    at(value, 'scopes'),
    at(value, 'scope'),
  ]
  return scopes
    .flatMap((found) => [
      ...items(found).flatMap((item) => text(item) ?? []),
      ...(text(found)?.split(/[\s,]+/) ?? []),
    ])
    .filter(Boolean)
    .map((scope) => `oauth:${scope}`)
}
