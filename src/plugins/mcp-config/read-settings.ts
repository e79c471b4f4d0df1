import { at, entries, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import type { AgentGrants, ConfiguredHook, EnabledPlugin, KnownMarketplace } from './facts.ts'

const MAX_HOOKS = 2000
const MAX_RULES = 5000

/** `hooks: {Event: [{matcher, hooks: [{command}]}]}`, and the flat form `{event: [{command}]}`. */
export function readHooks(root: ConfigValue, clients: readonly string[]): ConfiguredHook[] {
  const out: ConfiguredHook[] = []
  for (const { key: event, value } of entries(at(root, 'hooks')))
    for (const group of items(value)) {
      const matcher = text(at(group, 'matcher'))
      const inner = at(group, 'hooks')
      for (const hook of inner ? items(inner) : [group]) {
        const command = text(at(hook, 'command')) ?? text(at(hook, 'bash')) ?? text(at(hook, 'powershell'))
        if (command && out.length < MAX_HOOKS)
          out.push({ kind: 'hook', event, ...(matcher && { matcher }), line: hook.line, clients, command })
      }
    }
  // Run again and again, like a hook, for what it prints.
  const status = at(root, 'statusLine')
  const command = text(at(status, 'command'))
  if (status && command) out.push({ kind: 'hook', event: 'statusLine', line: status.line, clients, command })
  return out
}

/** What the agent may do unasked, by the rules of its settings. */
export function readGrants(root: ConfigValue, clients: readonly string[]): AgentGrants[] {
  const out: AgentGrants[] = []
  grants(at(root, 'permissions') ?? root, root)
  // One state file for every project that the person has opened.
  for (const { value } of entries(at(root, 'projects')).slice(0, MAX_RULES)) grants(value, value)
  return out

  function grants(rules: ConfigValue, place: ConfigValue): void {
    const list = at(rules, 'allow') ?? at(place, 'allowedTools')
    const allowed = items(list)
      .slice(0, MAX_RULES)
      .flatMap((item) => text(item) ?? [])
    const granted = allowed.flatMap(permissionsOf)
    for (const item of items(at(rules, 'additionalDirectories'))) {
      const folder = text(item)
      if (folder) granted.push(`fs:read-write:${folder}`)
    }
    if (text(at(rules, 'defaultMode')) === 'bypassPermissions') granted.push('tool:auto-approve:*')
    const everyServer = at(place, 'enableAllProjectMcpServers')
    if (everyServer?.kind === 'scalar' && everyServer.value === true) granted.push('server:auto-approve:*')
    for (const item of items(at(place, 'enabledMcpjsonServers'))) {
      const name = text(item)
      if (name) granted.push(`server:auto-approve:${name}`)
    }
    if (granted.length > 0) out.push({ kind: 'grants', line: list?.line ?? rules.line, clients, granted })
  }
}

/** `WebFetch(domain:host)`, `Read(//data/**)`, `Bash(npm run:*)`, `mcp__server__tool`. */
function permissionsOf(rule: string): string[] {
  const [, tool = rule, inside] = /^(\w+)\((.*)\)$/s.exec(rule) ?? []
  const out = [`tool:auto-approve:${rule}`]
  const host = /^domain:(\S+)$/.exec(inside ?? '')?.[1]
  if (tool === 'WebFetch') out.push(`net:${host ?? '*'}`)
  if (tool === 'WebSearch') out.push('net:*')
  if (tool === 'Read' && inside) out.push(`fs:read:${inside}`)
  if ((tool === 'Edit' || tool === 'Write') && inside) out.push(`fs:write:${inside}`)
  return out
}

/** Tools of one server that rules of the same document let run unasked: `mcp__server__tool`, `@server/tool`. */
export function approvedTools(root: ConfigValue, server: string): string[] {
  const lists = [
    at(root, 'permissions', 'allow'),
    at(root, 'allowedTools'),
    ...entries(at(root, 'projects')).map((p) => at(p.value, 'allowedTools')),
  ]
  const rules = lists.flatMap((list) =>
    items(list)
      .slice(0, MAX_RULES)
      .flatMap((item) => text(item) ?? []),
  )
  const name = server.replaceAll(/[^A-Za-z0-9_-]/g, '_')
  return rules.flatMap((rule) => {
    if (rule === `mcp__${name}` || rule === `@${server}`) return ['tool:auto-approve:*']
    const prefix = [`mcp__${name}__`, `@${server}/`].find((p) => rule.startsWith(p))
    return prefix === undefined ? [] : [`tool:auto-approve:${rule.slice(prefix.length)}`]
  })
}

export function readPlugins(
  root: ConfigValue,
  clients: readonly string[],
): (EnabledPlugin | KnownMarketplace)[] {
  const out: (EnabledPlugin | KnownMarketplace)[] = []
  for (const { key, line, value } of entries(at(root, 'enabledPlugins'))) {
    const [, name, marketplace] = /^([^@\s]{1,200})@([^@\s]{1,200})$/.exec(key) ?? []
    if (name === undefined || marketplace === undefined) continue
    const enabled = !(value.kind === 'scalar' && value.value === false)
    out.push({ kind: 'plugin', line, clients, name, marketplace, enabled })
  }
  for (const { key: name, line, value } of entries(at(root, 'extraKnownMarketplaces'))) {
    const source = at(value, 'source')
    const repository = text(at(source, 'repo'))
    const url = text(at(source, 'url')) ?? (repository && `https://github.com/${repository}`)
    const path = text(at(source, 'path'))
    out.push({ kind: 'marketplace', line, clients, name, ...(url && { url }), ...(path && !url && { path }) })
  }
  return out
}
