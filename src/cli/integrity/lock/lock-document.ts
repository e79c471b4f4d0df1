import type { LockResult } from './result.ts'

export const LOCKING = 'assay/locking/1'

/** What `assay lock --format json` prints. */
export function lockingDocument({ outcome, shown, lock, changes, refusals, gaps }: LockResult): object {
  const added = changes.flatMap((c) => (c.kind === 'added' ? [c.after] : []))
  const changed = changes.flatMap((c) =>
    c.kind === 'changed' ? [{ path: c.path, before: c.before, after: c.after }] : [],
  )
  const removed = changes.flatMap((c) => (c.kind === 'removed' ? [c.before] : []))
  return {
    schema: LOCKING,
    outcome,
    lock: shown,
    generation: lock?.generation ?? null,
    counts: {
      artifacts: lock?.artifacts.length ?? 0,
      bytes: lock?.artifacts.reduce((sum, a) => sum + a.size, 0) ?? 0,
      added: added.length,
      changed: changed.length,
      removed: removed.length,
    },
    added,
    changed,
    removed,
    refusals,
    gaps,
  }
}
