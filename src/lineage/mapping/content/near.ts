import type { Models } from '../map-model.ts'

/** Whether both models are on disk, where a look costs next to nothing. */
export function isNear({ candidate, reference }: Models): boolean {
  return [candidate, reference].every((m) => m.shards.every((s) => s.path !== undefined))
}
