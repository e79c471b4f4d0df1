import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import { referenceNames } from './gguf-names.ts'
import type { Recipe } from './recipe.ts'
import { rotaryOrder } from './rotary.ts'

export interface Mapping {
  /** By name in the candidate. */
  readonly recipes: ReadonlyMap<string, Recipe>
  /** Tensors of the candidate that nothing in the reference was found for. */
  readonly unmapped: readonly string[]
  /** Tensors of the reference that no recipe uses. */
  readonly unused: readonly string[]
}

/** Finds for every tensor of the candidate what it was made of. */
export function mapModel(candidate: ModelFiles, reference: ModelFiles): Mapping {
  const recipes = new Map<string, Recipe>()
  const unmapped: string[] = []
  for (const tensor of candidate.tensors.values()) {
    const recipe = recipeOf(tensor, candidate, reference)
    if (recipe) recipes.set(tensor.name, recipe)
    else unmapped.push(tensor.name)
  }
  const used = new Set([...recipes.values()].flatMap((r) => r.sources.map((s) => s.name)))
  return { recipes, unmapped, unused: [...reference.tensors.keys()].filter((name) => !used.has(name)) }
}

function recipeOf(tensor: StoredTensor, candidate: ModelFiles, reference: ModelFiles): Recipe | undefined {
  const names =
    candidate.kind === 'gguf' && reference.kind === 'safetensors'
      ? referenceNames(tensor.name)
      : [tensor.name]
  const source = names.map((name) => reference.tensors.get(name)).find((found) => found !== undefined)
  if (!source || !sameShape(tensor.shape, source.shape)) return undefined
  const width = tensor.shape.at(-1) ?? 1
  const rows = tensor.shape.slice(0, -1).reduce((product, n) => product * n, 1)
  const order =
    candidate.kind === 'gguf' && reference.kind === 'safetensors'
      ? rotaryOrder(tensor, candidate.metadata)
      : undefined
  return {
    tensor: tensor.name,
    rows,
    width,
    sources: [source],
    ...(order && { order }),
    transposed: false,
    elementwise: { kind: 'none' },
    found: 'name',
  }
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}
