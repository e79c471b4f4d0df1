import type { StoredTensor } from '../../files/model-files.ts'
import { agrees } from '../choose.ts'
import type { Dimensions } from '../dimensions.ts'
import { shaped, type Draft } from '../draft.ts'
import { interleaved, separated, slice } from '../layouts.ts'
import type { Models } from '../map-model.ts'
import type { Recipe } from '../recipe.ts'
import { isNear } from './near.ts'
import { findRows, type Place } from './find-rows.ts'
import { look, probeRows } from './verify.ts'

/** Looks at other tensors over all unknown ones; of files behind a network fewer. */
const LOOKS = { near: 3000, far: 150 }

type Search = (tensor: StoredTensor, used: ReadonlySet<string>) => Promise<Recipe | undefined>

/** Finds what a tensor with an unknown name was made of. Tensors that nothing else was made of come first. */
export function searched({ candidate, reference }: Models, dimensions: Dimensions): Search {
  const near = isNear({ candidate, reference })
  let left = near ? LOOKS.near : LOOKS.far
  const budget = { bytes: near ? 512 * 1024 * 1024 : 16 * 1024 * 1024 }
  const tried = async (tensor: StoredTensor, draft: Draft): Promise<Recipe | undefined> => {
    const recipe = left > 0 ? shaped(tensor, draft) : undefined
    if (!recipe) return undefined
    left--
    const rows = probeRows(recipe.rows, 4)
    const first = await look(candidate, reference, tensor, recipe, rows.slice(0, 1))
    if (first.same.length === 0) return undefined
    const seen = await look(candidate, reference, tensor, recipe, rows)
    return agrees(seen) && seen.same.length > 0 ? { ...recipe, found: 'content' } : undefined
  }
  return async (tensor, used) => {
    if (left <= 0) return undefined
    const pool = [...reference.tensors.values()].toSorted(
      (a, b) => Number(used.has(a.name)) - Number(used.has(b.name)),
    )
    for (const source of pool)
      for (const draft of [{ sources: [source] }, { sources: [source], transposed: true }]) {
        const found = await tried(tensor, draft)
        if (found) return found
      }
    const places = await findRows(
      { candidate, reference },
      tensor,
      pool.filter((s) => !used.has(s.name)),
      budget,
    )
    for (const draft of places ? layoutsOf(tensor, places, dimensions) : []) {
      const found = await tried(tensor, draft)
      if (found) return found
    }
    return undefined
  }
}

/** Layouts that put these rows where they were found: a slice, or a slice whose pairs were turned. */
function layoutsOf(tensor: StoredTensor, places: readonly Place[], { headSize }: Dimensions): Draft[] {
  const sources = [...new Set(places.map((p) => p.source))]
  const [source] = sources
  const rows = tensor.shape.slice(0, -1).reduce((n, size) => n * size, 1)
  if (!source || sources.length > 1) return []
  const sizes = headSize === undefined ? [64, 128, 80, 96, 256] : [headSize]
  const turned = sizes
    .filter((size) => size % 2 === 0 && rows % size === 0)
    .flatMap((size) =>
      places.flatMap(({ row, at }) =>
        [interleaved, separated].map((turn) =>
          turn(0, Math.floor(at / size) * size - Math.floor(row / size) * size, rows / size, size),
        ),
      ),
    )
  const slices = places.map(({ row, at }) => slice(0, at - row, rows))
  return [...slices, ...turned].map((piece) => ({ sources: [source], pieces: [piece] }))
}
