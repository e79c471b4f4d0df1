import type { Context } from '../../model/context.ts'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { GapReason } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { readConfig } from '../config-text.ts'
import { knownFile } from './clients.ts'
import type { McpConfigFacts } from './facts.ts'
import { findServers } from './find-servers.ts'
import { readServer } from './read-server.ts'
import { approvedTools, readGrants, readHooks, readPlugins } from './read-settings.ts'
import { sightingsOf } from './sightings.ts'

/** Servers of the Model Context Protocol, hooks and plugins in the configuration of every client that keeps such. */
export const mcpConfig: Discoverer<McpConfigFacts> = {
  id: 'mcp-config',
  title: 'MCP client configuration',
  claims,
  read,
  sightings: sightingsOf,
}

const NAMED = /\.(?:json[c5]?|ya?ml|toml|code-workspace)$/
const SHAPE =
  /(?:^|[\s"'{,.])(?:mcp[-_]?servers|context_servers|mcp\.servers)["']?\s*[:=]|^[ \t]*\[\[?[ \t]*["']?mcp_servers\b/im
/** Lists of what was installed, and descriptions of configurations. */
const NOT_CONFIGURATION = /(?:^|[-.])(?:lock|schema)\.(?:json|ya?ml|toml)$|^package-lock\.json$/

function claims({ path, name, head, tail }: Sample): boolean {
  if (!NAMED.test(name) || NOT_CONFIGURATION.test(name)) return false
  if (knownFile(path).named) return true
  return SHAPE.test(head.toString('latin1')) || (tail !== head && SHAPE.test(tail.toString('latin1')))
}

function* read(
  { path, bytes }: { readonly path: string; readonly bytes: Bytes },
  ctx: Context,
): Generator<Discovery<McpConfigFacts>> {
  const known = knownFile(path)
  const root = readConfig(path, bytes, ctx)
  if (!root) return
  const { servers, strange } = findServers(root, known)
  for (const found of servers) {
    ctx.checkpoint()
    const server = readServer(found, known.clients)
    if (server.kind === 'unreadable')
      yield gap(path, found.line, 'unsupported', `MCP server ${found.name.slice(0, 100)} ${server.why}`)
    else {
      const approved = approvedTools(root, server.name)
      yield { kind: 'facts', facts: { ...server, granted: [...new Set([...server.granted, ...approved])] } }
    }
  }
  for (const line of strange) yield gap(path, line, 'unsupported', 'MCP servers in a form that is not known')
  for (const facts of [
    ...readHooks(root, known.clients),
    ...readGrants(root, known.clients),
    ...readPlugins(root, known.clients),
  ])
    yield { kind: 'facts', facts }
}

function gap(path: string, line: number, reason: GapReason, detail: string): Discovery<McpConfigFacts> {
  return { kind: 'gap', gap: { at: { path, range: lineRange(line) }, reason, detail } }
}
