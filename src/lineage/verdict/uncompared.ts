import { codecOf } from '../codecs/codecs.ts'
import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import type { Mapping } from '../mapping/map-model.ts'
import type { Outcome } from '../pass/compare-all.ts'
import type { TensorTask } from '../pass/measure.ts'
import type { TensorResult } from './derivation.ts'
import { tensorKind } from './tensor-kind.ts'

const REASONS: Readonly<Record<string, string>> = {
  IQ1_S:
    'IQ1_S stores points of a lattice of which nothing but a search says which is taken: no code and no sign follows from the reference',
  IQ1_M:
    'IQ1_M stores points of a lattice of which nothing but a search says which is taken: no code and no sign follows from the reference',
}

/** Tensors of the candidate that have a counterpart and could not be compared with it, each with the reason. */
export function uncompared(
  candidate: ModelFiles,
  mapping: Mapping,
  tasks: readonly TensorTask[],
  { failures }: Outcome,
): TensorResult[] {
  const failed = new Map(failures.map(({ index, says }) => [index, says]))
  const byName = new Map(tasks.map((task) => [task.recipe.tensor, task]))
  return [...mapping.recipes].flatMap(([name, recipe]): TensorResult[] => {
    const stored = candidate.tensors.get(name)
    const task = byName.get(name)
    const says = task
      ? failed.get(task.index)
      : (REASONS[stored?.type ?? ''] ?? `nothing is known of the type ${stored?.type}`)
    if (!stored || says === undefined) return []
    return [{ ...blank(stored, 'U'), from: recipe.sources.map((s) => s.name), says: [says] }]
  })
}

const ADAPTER =
  /(?:^|\.)(?:lora_?(?:a|b|down|up|magnitude\w*)|loraA|loraB|base_model|adapter\w*|direction|control\w*|ia3\w*|hada_w\w*|lokr_w\w*)(?:\.|$)/i

/**
 * What the candidate has and the reference has not. An addition where everything else is accounted for, or where its like
 * in other layers are, or where it is named like an adapter. Where the reference has as much left over, it is a mapping that
 * is not known, and nothing follows.
 */
export function extras(candidate: ModelFiles, { unmapped, missing, recipes }: Mapping): TensorResult[] {
  const mapped = new Set([...recipes.keys()].map((name) => tensorKind(name).family))
  return unmapped.flatMap((name): TensorResult[] => {
    const stored = candidate.tensors.get(name)
    if (!stored) return []
    if (ADAPTER.test(name))
      return [
        {
          ...blank(stored, 'extra'),
          says: ['is named like part of an adapter, which would be applied on top'],
        },
      ]
    if (!codecOf(stored.type))
      return [{ ...blank(stored, 'U'), says: [`nothing is known of the type ${stored.type}`] }]
    const { family, layer } = tensorKind(name)
    if (missing.length === 0 || (layer !== undefined && mapped.has(family)))
      return [{ ...blank(stored, 'extra'), says: ['has no counterpart in the reference'] }]
    return [{ ...blank(stored, 'U'), says: ['no counterpart in the reference was found'] }]
  })
}

/** Tensors that were found by content alone to be what other tensors of the candidate are by name, each with that name. */
export function copies({ recipes }: Mapping): ReadonlyMap<string, string> {
  const named = new Map<string, string>()
  for (const [name, { found, sources }] of recipes)
    if (found !== 'content') for (const source of sources) named.set(source.name, name)
  return new Map(
    [...recipes].flatMap(([name, { found, sources }]) => {
      const first = named.get(sources[0]?.name ?? '')
      return found === 'content' && first !== undefined ? [[name, first] as const] : []
    }),
  )
}

function blank(stored: StoredTensor, verdict: TensorResult['verdict']): TensorResult {
  return {
    name: stored.name,
    type: stored.type,
    weights: stored.shape.reduce((product, n) => product * n, 1),
    compared: 0,
    mismatches: 0,
    ties: 0,
    z: null,
    verdict,
    from: [],
    relativeError: null,
    cosine: null,
    rows: [],
    says: [],
  }
}
