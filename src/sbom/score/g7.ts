import type { Fields } from '../cyclonedx/json-view.ts'
import type { BomView, Subject } from './bom-view.ts'
import { DATASETS } from './g7/dataset-elements.ts'
import { CLUSTERS, type Cluster, type Element } from './g7/element.ts'
import { METADATA } from './g7/metadata-elements.ts'
import { MODELS } from './g7/model-elements.ts'
import { spdxMetadata } from './g7/spdx-metadata.ts'
import { withSpdxStatements } from './g7/spdx-statements.ts'
import { INFRASTRUCTURE, PERFORMANCE, SECURITY } from './g7/surrounding-elements.ts'
import { SYSTEM } from './g7/system-elements.ts'

export interface ElementResult {
  readonly cluster: Cluster
  readonly name: string
  /** The guidance says MUST: its absence is an error. */
  readonly required: boolean
  /** Present means for every subject that it applies to; not applicable that there is none. */
  readonly state: 'present' | 'absent' | 'not-applicable'
  /** Subjects that have it, and subjects that should: models or datasets, else the document. */
  readonly has: number
  readonly of: number
  readonly foundIn: readonly { readonly place: string; readonly subjects: number }[]
  /** Names of the models or datasets that lack it. Untrusted. */
  readonly missingIn: readonly string[]
}

interface ClusterResult {
  readonly cluster: Cluster
  readonly present: number
  readonly applicable: number
}

/** Which of the 50 minimum elements of the G7 guidance "SBOM for AI" a document has. */
export interface G7Result {
  readonly elements: readonly ElementResult[]
  readonly clusters: readonly ClusterResult[]
  readonly present: number
  readonly applicable: number
  readonly notApplicable: number
  /** Required elements that are absent. */
  readonly errors: number
}

/** `spdx` is the document that the view was made from, when it is no CycloneDX document. */
export function g7Elements(read: BomView, spdx?: Fields): G7Result {
  const view = spdx ? withSpdxStatements(read, spdx) : read
  const stated = spdx && spdxMetadata(spdx)
  const metadata = stated ? METADATA.map((e) => ({ ...e, find: () => stated.get(e.name) })) : METADATA
  const whole = (cluster: Cluster, elements: readonly Element<BomView>[]): ElementResult[] =>
    elements.map((e) => resultOf(cluster, e, [view], view))
  const each = (
    cluster: Cluster,
    elements: readonly Element<Subject>[],
    subjects: readonly Subject[],
  ): ElementResult[] => elements.map((e) => resultOf(cluster, e, subjects, view))
  const elements = [
    ...whole('metadata', metadata),
    ...whole('system', SYSTEM),
    ...each('models', MODELS, view.models),
    ...each('datasets', DATASETS, view.datasets),
    ...whole('infrastructure', INFRASTRUCTURE),
    ...whole('security', SECURITY),
    ...whole('performance', PERFORMANCE),
  ]
  const clusters = CLUSTERS.map((cluster) => ({
    cluster,
    ...tally(elements.filter((e) => e.cluster === cluster)),
  }))
  const { present, applicable } = tally(elements)
  return {
    elements,
    clusters,
    present,
    applicable,
    notApplicable: elements.length - applicable,
    errors: elements.filter((e) => e.required && e.state === 'absent').length,
  }
}

function resultOf<S extends BomView | Subject>(
  cluster: Cluster,
  element: Element<S>,
  subjects: readonly S[],
  view: BomView,
): ElementResult {
  const asked = subjects.filter((s) => element.appliesTo?.(s, view) ?? true)
  const places = new Map<string, number>()
  const missingIn: string[] = []
  let has = 0
  for (const subject of asked) {
    const place = element.find(subject, view)
    if (place === undefined) {
      if ('name' in subject) missingIn.push(subject.name)
      continue
    }
    has++
    places.set(place, (places.get(place) ?? 0) + 1)
  }
  return {
    cluster,
    name: element.name,
    required: element.required === true,
    state: asked.length === 0 ? 'not-applicable' : has === asked.length ? 'present' : 'absent',
    has,
    of: asked.length,
    foundIn: [...places].map(([place, count]) => ({ place, subjects: count })),
    missingIn,
  }
}

function tally(elements: readonly ElementResult[]): { present: number; applicable: number } {
  return {
    present: elements.filter((e) => e.state === 'present').length,
    applicable: elements.filter((e) => e.state !== 'not-applicable').length,
  }
}
