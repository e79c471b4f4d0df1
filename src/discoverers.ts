import type { Discoverer } from './model/discoverer.ts'

/** Every reader of files that name components. One folder, one line. */
export const discoverers: readonly Discoverer<unknown>[] = []
