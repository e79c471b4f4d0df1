import { isArray, member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { stated, textOf } from '../../syntax/stated.ts'

const MAX_RESULTS = 200

interface Evaluations {
  readonly attributes: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
}

/** `model-index`: what the model reaches, and on which data. */
export function modelIndex(root: JsonValue, path: string): Evaluations {
  const attributes: Attribute[] = []
  const relations: SightedRelation[] = []
  const results = items(member(root, 'model-index')?.value).flatMap((m) => items(member(m, 'results')?.value))
  const several = new Set(results.map((r) => datasetName(r))).size > 1
  for (const result of results.slice(0, MAX_RESULTS)) {
    const dataset = member(result, 'dataset')?.value
    const type = textOf(member(dataset, 'type')?.value)
    const revision = textOf(member(dataset, 'revision')?.value)
    const to =
      type === undefined
        ? undefined
        : modelReference(type, { kind: 'dataset', hub: true, ...(revision && { revision }) })
    if (to?.by === 'name') relations.push({ kind: 'tested-on', to })
    for (const metric of items(member(result, 'metrics')?.value).slice(0, 50)) {
      const name = textOf(member(metric, 'type')?.value) ?? textOf(member(metric, 'name')?.value)
      if (name === undefined) continue
      const on = several ? ` on ${datasetName(result)}` : ''
      attributes.push(
        ...stated('metric', member(metric, 'value'), path, { key: `${name}${on}`.slice(0, 200) }),
      )
    }
  }
  return { attributes, relations }
}

/** The configuration tells tasks of one benchmark apart. */
function datasetName(result: JsonValue): string {
  const dataset = member(result, 'dataset')?.value
  return (
    textOf(member(dataset, 'name')?.value) ??
    textOf(member(dataset, 'type')?.value) ??
    'unnamed data'
  ).slice(0, 120)
}

function items(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value.items : []
}
