import { posix } from 'node:path'
import { loneFiles } from '../inventory/inventory-of.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { Artifact, Component } from '../model/component.ts'

/** The components of a report: what the inventory knows by name, and every other file by itself. */
export function componentsOf(inventory: Inventory, artifacts: readonly Artifact[]): Component[] {
  const files = loneFiles(inventory, artifacts).map(({ path, digest, format }): Component => ({
    id: `file:${path}`,
    kind: 'file',
    name: posix.basename(path),
    identity: digest ? { digest } : {},
    artifacts: [path],
    evidence: [{ at: { path }, says: `reads as ${format}` }],
  }))
  // Attributes and distributions stay with the bill of materials: a report says no times.
  const known = inventory.items.map(
    ({ id, kind, name, version, identity, artifacts: paths, evidence }): Component => ({
      id,
      kind,
      name,
      ...(version !== undefined && { version }),
      identity,
      artifacts: paths,
      evidence,
    }),
  )
  return [...known, ...files].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
