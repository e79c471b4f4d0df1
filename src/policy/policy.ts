import type { Confidence, Severity } from '../model/severity.ts'

/** What is allowed. Comes from flags, environment, configuration file and preset. */
export interface Policy {
  readonly failOn: Severity
  readonly minSeverity: Severity
  readonly minConfidence: Confidence
  /** Gaps leave the decision open. */
  readonly strict: boolean
  /** Ids of formats that may not be used whatever a file holds. */
  readonly denyFormats: readonly string[]
}

export const PRESETS = ['default', 'strict', 'safetensors-only'] as const
export type Preset = (typeof PRESETS)[number]

const base: Policy = {
  failOn: 'high',
  minSeverity: 'info',
  minConfidence: 'tentative',
  strict: false,
  denyFormats: [],
}

/** Formats whose ordinary loader unpickles. Other containers are denied by the pickles inside them. */
export const PICKLE_BASED: readonly string[] = ['pickle', 'torch', 'paddle']

export const presets: Readonly<Record<Preset, Policy>> = {
  default: base,
  strict: { ...base, failOn: 'medium', strict: true },
  'safetensors-only': { ...base, denyFormats: PICKLE_BASED },
}
