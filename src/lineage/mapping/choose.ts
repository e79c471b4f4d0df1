import type { StoredTensor } from '../files/model-files.ts'
import { isNear } from './content/near.ts'
import { look, probeRows, type Look } from './content/verify.ts'
import { shaped, type Draft } from './draft.ts'
import { draftsFor } from './drafts/drafts.ts'
import type { Wanted } from './drafts/wanted.ts'
import type { Models } from './map-model.ts'
import type { Recipe } from './recipe.ts'

/** The recipe that was decided on, and what was seen of it. */
export interface Choice {
  readonly recipe: Recipe
  readonly look: Look
}

/** Drafts that are looked at before the first one is believed. */
const TRIES = 24

/** Of what a name may mean, the first that content agrees with; without any the first whose sizes go together. */
export async function chosen(
  models: Models,
  tensor: StoredTensor,
  meanings: readonly Wanted[],
): Promise<Choice | undefined> {
  let first: Choice | undefined
  for (const recipe of recipesFor(models, tensor, meanings)) {
    const seen = await lookAt(models, tensor, recipe)
    if (agrees(seen)) return { recipe: { ...recipe, found: 'name' }, look: seen }
    first ??= { recipe: { ...recipe, found: 'unconfirmed' }, look: seen }
  }
  return first
}

type Shaped = Omit<Recipe, 'found'>

/** What a tensor may have been made of, as far as sizes go together. */
export function recipesFor(
  { candidate, reference }: Models,
  tensor: StoredTensor,
  meanings: readonly Wanted[],
): Shaped[] {
  const same = candidate.kind === reference.kind ? reference.tensors.get(tensor.name) : undefined
  const drafts: Draft[] = same ? [{ sources: [same] }] : []
  const exact = same && shaped(tensor, drafts[0]!)
  // Between files of one kind a name means the tensor of that name, whatever else looks like it.
  if (exact) return [exact]
  drafts.push(...meanings.flatMap(draftsFor))
  return drafts.slice(0, TRIES).flatMap((draft) => shaped(tensor, draft) ?? [])
}

async function lookAt({ candidate, reference }: Models, tensor: StoredTensor, recipe: Shaped): Promise<Look> {
  const near = isNear({ candidate, reference })
  const all = probeRows(recipe.rows, near ? 8 : 4)
  const few = all.slice(0, near ? 4 : 1)
  const seen = await look(candidate, reference, tensor, recipe, few)
  if (seen.different.length === 0 && seen.silent < few.length) return seen
  return look(candidate, reference, tensor, recipe, all)
}

/** Most rows do; nothing but zeros on both sides is agreement as well. */
export function agrees({ same, different, silent, unread }: Look): boolean {
  return same.length > different.length || (different.length === 0 && silent > 0 && unread === 0)
}
