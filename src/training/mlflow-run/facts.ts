import type { JsonValue } from '../../bytes/json.ts'

/** One file of the store. Untrusted. */
export type RunFile =
  | { readonly kind: 'run' | 'input' | 'dataset'; readonly root: JsonValue }
  | { readonly kind: 'param' | 'metric' | 'tag'; readonly key: string; readonly text: string }
