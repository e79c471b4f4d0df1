import type { Attribute } from '../model/attribute.ts'
import { canonicalName } from './canonical-name.ts'
import { surest } from './combine.ts'
import type { SystemRecord } from './inventory.ts'

/** What one manifest says of the project that it belongs to. */
export interface SystemClaim {
  readonly path: string
  readonly name: string
  readonly version?: string
  readonly attributes: readonly Attribute[]
}

/** Where a project is described first, when several manifests name one. */
const ORDER = ['pyproject.toml', 'setup.cfg', 'pixi.toml', 'package.json']

/**
 * A manifest speaks for the whole only when it lies at the top; the folder gives the name else. Manifests that name
 * the same project fill in what the first leaves out: a `setup.cfg` beside a `pyproject.toml`.
 */
export function systemRecord(
  folder: string,
  claims: readonly SystemClaim[],
  git: { readonly repository?: string; readonly commit?: string },
): SystemRecord {
  const [top, ...others] = claims
    .filter((c) => !c.path.includes('/'))
    .toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? 1 : -1))
  if (!top) return { name: folder, ...git, attributes: [] }
  const same = others.filter((c) => canonicalName('pypi', c.name) === canonicalName('pypi', top.name))
  const version = top.version ?? same.find((c) => c.version !== undefined)?.version
  const attributes = [...top.attributes]
  for (const { attributes: more } of same) {
    const known = new Set(attributes.map((a) => a.name))
    attributes.push(...more.filter((a) => !known.has(a.name)))
  }
  return {
    name: top.name,
    ...(version !== undefined && { version }),
    ...git,
    attributes: surest(attributes),
  }
}

function rank({ path }: SystemClaim): number {
  const known = ORDER.indexOf(path)
  return known < 0 ? ORDER.length : known
}
