import type { JsonObject } from '../../bytes/json.ts'
import type { WandbLog } from './log-file.ts'

/** One file of a run's folder. Untrusted. */
export type WandbFile =
  | { readonly kind: 'config' | 'metadata' | 'summary'; readonly root: JsonObject }
  | { readonly kind: 'requirements'; readonly text: string }
  | { readonly kind: 'log'; readonly log: WandbLog }
