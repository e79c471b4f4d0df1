import { at, entries, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import type { Known } from './clients.ts'

/** A server before it is read. */
export interface FoundServer {
  readonly name: string
  readonly line: number
  readonly value: ConfigValue
}

export interface FoundServers {
  readonly servers: readonly FoundServer[]
  /** Lines of places that should hold servers and do not. */
  readonly strange: readonly number[]
}

const MAX_DEPTH = 12
const MAX_SERVERS = 5000
/** Keys under which clients keep servers, with a prefix where settings are flat: `amp.mcpServers`. */
const SERVERS_KEY = /^(?:[\w-]{1,60}\.){0,4}(?:mcp[-_]?servers|context[-_]servers|mcp\.servers)$/i
const RUN_KEYS = ['command', 'cmd', 'url', 'serverUrl', 'httpUrl', 'uri', 'uses']

/** Every server of the document, in the order of the text. */
export function findServers(root: ConfigValue, known: Known): FoundServers {
  const servers: FoundServer[] = []
  const strange: number[] = []
  visit(root, 0)
  const own = servers.length === 0 && strange.length === 0 ? ownPlace(root, known) : undefined
  if (own) collect(own, own.line)
  return { servers: servers.slice(0, MAX_SERVERS), strange }

  function visit(value: ConfigValue, depth: number): void {
    if (depth > MAX_DEPTH) return
    for (const item of items(value)) visit(item, depth + 1)
    const schema = isSchema(value)
    for (const { key, line, value: inner } of entries(value)) {
      if (schema && (key === 'properties' || key === 'definitions' || key === '$defs')) continue
      if (SERVERS_KEY.test(key)) collect(inner, line)
      else if (key === 'mcp' && inner.kind === 'map') nested(inner, depth)
      else if (inner.kind !== 'scalar') visit(inner, depth + 1)
    }
  }

  /** `mcp: {servers: {…}}` of VS Code and others, `mcp: {name: {…}}` of opencode. */
  function nested(value: ConfigValue, depth: number): void {
    const inner = entryOf(value, 'servers')
    if (inner && inner.value.kind !== 'scalar') collect(inner.value, inner.line)
    else if (looksLikeServers(value)) collect(value, value.line)
    else visit(value, depth + 1)
  }

  function collect(value: ConfigValue, line: number): void {
    if (value.kind === 'scalar') {
      // A path to a file with servers, as manifests of plugins have it, or nothing.
      if (typeof value.value !== 'string' && value.value !== null) strange.push(line)
      return
    }
    if (value.kind === 'list') {
      for (const item of value.items) {
        const named = ['name', 'id', 'uses'].map((key) => entryOf(item, key)).find((e) => text(e?.value))
        const name = text(named?.value)
        if (named && name !== undefined) servers.push({ name, line: named.line, value: item })
        else if (item.kind !== 'scalar' || typeof item.value !== 'string') strange.push(item.line)
      }
      return
    }
    if (isSchema(value)) return
    for (const { key, line: start, value: inner } of value.entries)
      if (!key.startsWith('//') && !key.startsWith('$'))
        servers.push({ name: key, line: start, value: inner })
  }
}

/** Where a client that has a key or a form of its own keeps them. */
function ownPlace(root: ConfigValue, known: Known): ConfigValue | undefined {
  switch (known.servers) {
    case 'servers':
      return at(root, 'servers')
    case 'extensions':
      return at(root, 'extensions')
    case 'mcp':
      return at(root, 'mcp')
    case 'document': {
      const servers = at(root, 'servers')
      if (servers && servers.kind !== 'scalar') return servers
      return looksLikeServers(root) ? root : undefined
    }
    case undefined: {
      const servers = at(root, 'servers')
      return servers?.kind === 'map' && known.named && looksLikeServers(servers) ? servers : undefined
    }
    default:
      return known.servers satisfies never
  }
}

function looksLikeServers(value: ConfigValue): boolean {
  return entries(value).some(({ value: inner }) =>
    RUN_KEYS.some((key) => entryOf(inner, key)?.value.kind !== undefined),
  )
}

/** A description of configurations, not a configuration. */
function isSchema(value: ConfigValue): boolean {
  const type = text(at(value, 'type'))
  return (
    /^(?:object|array|string)$/.test(type ?? '') ||
    (entryOf(value, 'properties') !== undefined && /json-schema/.test(text(at(value, '$schema')) ?? '')) ||
    entryOf(value, 'additionalProperties') !== undefined
  )
}
