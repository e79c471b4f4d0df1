import type { BomView, Subject } from '../bom-view.ts'

export const CLUSTERS = [
  'metadata',
  'system',
  'models',
  'datasets',
  'infrastructure',
  'security',
  'performance',
] as const
export type Cluster = (typeof CLUSTERS)[number]

/** One of the minimum elements, looked for in one subject: the document, a model or a dataset. */
export interface Element<S> {
  /** Kebab-case, within its cluster. */
  readonly name: string
  /** The guidance says MUST. */
  readonly required?: true
  /** Asked of these alone; of all when absent. */
  readonly appliesTo?: (subject: S, view: BomView) => boolean
  /** The place that says it. */
  readonly find: (subject: S, view: BomView) => string | undefined
}

export type DocumentElement = Element<BomView>
export type SubjectElement = Element<Subject>
