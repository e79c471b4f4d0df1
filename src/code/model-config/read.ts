import type { Context } from '../../model/context.ts'
import { parseAssignments } from '../../syntax/config/environment-file.ts'
import { parseJsonConfig } from '../../syntax/config/json.ts'
import { parseTomlConfig } from '../../syntax/config/toml.ts'
import type { ConfigEntry, ConfigValue } from '../../syntax/config/tree.ts'
import { parseYaml } from '../../syntax/config/yaml.ts'

export type Notation = 'yaml' | 'json' | 'toml' | 'assignments'

export interface ReadDocument {
  readonly root?: ConfigValue
  readonly error?: { readonly message: string; readonly line: number }
}

export function readDocuments(text: string, notation: Notation, ctx: Context): ReadDocument[] {
  switch (notation) {
    case 'yaml':
      return parseYaml(text, ctx).map(({ root, error }) => ({
        ...(root && { root }),
        ...(error && { error }),
      }))
    case 'json':
      return [{ root: parseJsonConfig(text, ctx) }]
    case 'toml':
      return [{ root: parseTomlConfig(text, ctx) }]
    case 'assignments':
      return [{ root: assignmentTree(text) }]
    default:
      return notation satisfies never
  }
}

interface Branch {
  readonly entries: ConfigEntry[]
  readonly below: Map<string, Branch>
}

/** Names with dots are paths: `spring.ai.openai.chat.options.model`. */
function assignmentTree(text: string): ConfigValue {
  const top: Branch = { entries: [], below: new Map() }
  for (const { name, value, line } of parseAssignments(text)) {
    const path = name.split('.').slice(-12)
    const key = path.pop()!
    let at = top
    for (const part of path) {
      let next = at.below.get(part)
      if (!next) {
        next = { entries: [], below: new Map() }
        at.below.set(part, next)
        at.entries.push({ key: part, line, value: { kind: 'map', line, entries: next.entries } })
      }
      at = next
    }
    at.entries.push({ key, line, value: { kind: 'scalar', line, value } })
  }
  return { kind: 'map', line: 1, entries: top.entries }
}
