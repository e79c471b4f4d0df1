import { posix } from 'node:path'
import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'
import { surest } from './combine.ts'
import type { SystemClaim } from './system.ts'

/** Manifests by the language of the programs that they package. */
const LANGUAGES: readonly (readonly [manifest: RegExp, program: RegExp])[] = [
  [/^(?:pyproject\.toml|setup\.cfg)$/, /\.pyw?$/],
  [/^package\.json$/, /\.[cm]?[jt]s$/],
]
const SHARED: ReadonlySet<AttributeName> = new Set(['author', 'license'])

/** A program of the tree that a client starts is of the project around it: its version and authors are the project's. */
export function withPackaging(
  items: readonly InventoryItem[],
  claims: readonly SystemClaim[],
): InventoryItem[] {
  const byFolder = Map.groupBy(claims, (c) => posix.dirname(c.path))
  return items.map((item) => {
    const claim = isLocalProgram(item) ? manifestOf(item.artifacts, byFolder) : undefined
    if (!claim) return item
    const lacks = (name: AttributeName): boolean => !item.attributes.some((a) => a.name === name)
    const told = claim.attributes
      .filter((a) => SHARED.has(a.name) && lacks(a.name))
      .map((a): Attribute => ({
        ...a,
        status: 'inferred',
        evidence: {
          at: a.evidence.at,
          says: `is stated of the project ${claim.name.slice(0, 100)} around it`,
        },
      }))
    const version = item.version ?? claim.version
    return {
      ...item,
      ...(version !== undefined && { version }),
      attributes: told.length === 0 ? item.attributes : surest([...item.attributes, ...told]),
    }
  })
}

function isLocalProgram({ kind, attributes, artifacts }: InventoryItem): boolean {
  const has = (name: AttributeName, value: string): boolean =>
    attributes.some((a) => a.name === name && a.value === value)
  return (
    kind === 'plugin' && artifacts.length > 0 && has('plugin-type', 'mcp-server') && has('source', 'local')
  )
}

/** The nearest one around all files of the program. */
function manifestOf(
  files: readonly string[],
  byFolder: ReadonlyMap<string, readonly SystemClaim[]>,
): SystemClaim | undefined {
  const [first = ''] = files
  for (let folder = posix.dirname(first); ; folder = posix.dirname(folder)) {
    const around = files.every((f) => folder === '.' || f.startsWith(`${folder}/`))
    const claim = around ? byFolder.get(folder)?.find((c) => packages(c, files)) : undefined
    if (claim) return claim
    if (folder === '.' || folder === '/') return undefined
  }
}

function packages({ path }: SystemClaim, files: readonly string[]): boolean {
  const name = posix.basename(path)
  return LANGUAGES.some(([manifest, program]) => manifest.test(name) && files.some((f) => program.test(f)))
}
