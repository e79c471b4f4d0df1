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

/**
 * Formats of models whose ordinary loader runs what is in them: unpickles (`pickle`, `torch`, `paddle`), rebuilds
 * layers from a configuration that may name Python (`keras`), runs a graph with file access (`tensorflow`), loads
 * machine code (`tensorrt`, `llamafile`), evaluates (`torch7`, `rds`). Other containers are denied by what is inside
 * them: an HDF5 file by its Keras configuration, an array by its pickle.
 */
export const RUNS_CODE: readonly string[] = [
  'keras',
  'llamafile',
  'paddle',
  'pickle',
  'rds',
  'tensorflow',
  'tensorrt',
  'torch',
  'torch7',
]

export const presets: Readonly<Record<Preset, Policy>> = {
  default: base,
  strict: { ...base, failOn: 'medium', strict: true },
  'safetensors-only': { ...base, denyFormats: RUNS_CODE },
}
