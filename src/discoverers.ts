import type { Discoverer } from './model/discoverer.ts'
import { condaLock } from './packages/conda/conda-lock/discoverer.ts'
import { pixiLock } from './packages/conda/pixi-lock/discoverer.ts'

/** Every reader of files that name components. One folder, one line. */
export const discoverers: readonly Discoverer<unknown>[] = [condaLock, pixiLock]
