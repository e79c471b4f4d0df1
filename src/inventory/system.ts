import type { Attribute } from '../model/attribute.ts'
import type { SystemRecord } from './inventory.ts'

/** What one manifest says of the project that it belongs to. */
export interface SystemClaim {
  readonly path: string
  readonly name: string
  readonly version?: string
  readonly attributes: readonly Attribute[]
}

/** A manifest speaks for the whole only when it lies at the top; the folder gives the name else. */
export function systemRecord(
  folder: string,
  claims: readonly SystemClaim[],
  git: { readonly repository?: string; readonly commit?: string },
): SystemRecord {
  const [top] = claims.filter((c) => !c.path.includes('/')).toSorted((a, b) => (a.path < b.path ? 1 : -1))
  return {
    name: top?.name ?? folder,
    ...(top?.version !== undefined && { version: top.version }),
    ...git,
    attributes: top?.attributes ?? [],
  }
}
