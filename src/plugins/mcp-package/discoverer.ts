import { posix } from 'node:path'
import type { Discoverer } from '../../model/discoverer.ts'
import { mention, sightingOf, type Mention } from '../../names/mention.ts'
import { at, entries, entryOf, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { readConfig } from '../config-text.ts'
import { nameOf, statedAttributes, versionOf } from '../stated.ts'
import { treePath } from '../tree-path.ts'

const MAX_PROGRAMS = 50

/** `package.json` of an MCP server in the tree: who made the program that a configuration starts, and its version. */
export const mcpPackage: Discoverer<Mention> = {
  id: 'mcp-package',
  title: 'Package of an MCP server',
  claims: ({ name, text: head, path }) =>
    name === 'package.json' &&
    head !== undefined &&
    !path.includes('node_modules/') &&
    /"mcpName"\s*:|"@modelcontextprotocol\/(?:sdk|server)"\s*:|"fastmcp"\s*:/.test(head),
  *read({ path, bytes }, ctx) {
    const root = readConfig(path, bytes, ctx)
    const name = nameOf(at(root, 'name'))
    if (!root || name === undefined || !isServer(root, name)) return
    const version = versionOf(root)
    const folder = posix.dirname(path)
    const programs = programsOf(root).flatMap((p) => treePath(p, folder === '.' ? '' : folder) ?? [])
    for (const place of new Set(programs)) {
      const subject = {
        by: 'name' as const,
        kind: 'plugin' as const,
        registry: path,
        name,
        ...(version !== undefined && { version }),
        place,
      }
      const facts = mention(subject, at(root, 'name')!.line, 'is packaged as an MCP server', [
        { name: 'plugin-type', value: 'mcp-server' },
        { name: 'source', value: 'local' },
        ...statedAttributes(root),
      ])
      yield { kind: 'facts', facts }
    }
  },
  *sightings(facts, path) {
    yield sightingOf(facts, path)
  },
}

/** Clients use the same libraries: only what says that it is a server counts. */
function isServer(root: ConfigValue, name: string): boolean {
  if (entryOf(root, 'mcpName')) return true
  const programs = entries(at(root, 'bin')).map((e) => e.key)
  return at(root, 'bin') !== undefined && [name, ...programs].some((word) => /mcp|server/i.test(word))
}

function programsOf(root: ConfigValue): string[] {
  const bin = at(root, 'bin')
  const named = [
    ...entries(bin)
      .slice(0, MAX_PROGRAMS)
      .map((e) => text(e.value)),
    text(bin),
    text(at(root, 'main')),
  ]
  return named.filter((path) => path !== undefined)
}
