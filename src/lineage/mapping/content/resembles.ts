import type { StoredTensor } from '../../files/model-files.ts'
import { recipesFor, type Choice } from '../choose.ts'
import type { Asker, Models, Remark } from '../map-model.ts'
import { pathsOf } from '../names/paths.ts'
import type { Recipe } from '../recipe.ts'
import { squeezed } from '../draft.ts'
import { isNear } from './near.ts'
import { look, type Look } from './verify.ts'

/** Rows that may be looked at for this, over all tensors; of files behind a network fewer. */
const LOOKS = { near: 4000, far: 150 }

type Similar = (tensor: StoredTensor, choice: Choice) => Promise<readonly Remark[]>

/**
 * Names what the rows of a tensor are that are not those that its name says: another layer, another expert, another
 * part. Only says so: what the tensor ought to be is what it is compared with.
 */
export function resembles({ candidate, reference }: Models, asked: Asker): Similar {
  let left = isNear({ candidate, reference }) ? LOOKS.near : LOOKS.far
  const at = (tensor: StoredTensor, recipe: Omit<Recipe, 'found'>, row: number): Promise<Look> => {
    left--
    return look(candidate, reference, tensor, recipe, [row])
  }
  return async (tensor, { recipe, look: seen }) => {
    const [row] = seen.different
    if (row === undefined) return []
    const remark = (says: string): Remark[] => [{ tensor: tensor.name, says, weight: 'note' }]
    for (const other of others(tensor, recipe)) {
      if (left <= 0) return []
      const there = await at(tensor, other.recipe, row)
      if (there.same.length > 0) return remark(`${other.of} are those of ${other.are}`)
    }
    return []
  }

  function* others(tensor: StoredTensor, recipe: Recipe): Generator<Other> {
    yield* members(recipe)
    for (const wanted of asked(tensor)) {
      const { layer } = wanted.name
      if (layer === undefined) continue
      for (const number of wanted.index.layers(pathsOf(wanted.stem, true), wanted.name.kind)) {
        if (number === layer) continue
        const elsewhere = { ...wanted, name: { ...wanted.name, layer: number } }
        const [there] = recipesFor({ candidate, reference }, { ...tensor, name: '' }, [elsewhere])
        if (there) yield { recipe: there, of: 'its rows', are: sourceName(there) }
      }
    }
    for (const source of reference.tensors.values())
      if (!recipe.sources.includes(source) && sameSize(source, tensor))
        yield {
          recipe: { ...plain(recipe), sources: [source] },
          of: 'its rows',
          are: sourceName({ sources: [source] }),
        }
  }
}

interface Other {
  readonly recipe: Omit<Recipe, 'found'>
  readonly of: string
  readonly are: string
}

/** Each member of a stack in the place of each other one. */
function* members(recipe: Recipe): Generator<Other> {
  const { pieces, sources } = recipe
  if (!pieces || sources.length < 2) return
  for (let shift = 1; shift < sources.length; shift++)
    yield {
      recipe: {
        ...recipe,
        pieces: pieces.map((p) => ({ ...p, source: (p.source + shift) % sources.length })),
      },
      of: 'rows of one member',
      are: `another, ${shift} further on`,
    }
}

function plain({
  order: _order,
  pieces: _pieces,
  matrixRows: _rows,
  columns: _columns,
  ...recipe
}: Recipe): Omit<Recipe, 'found'> {
  return { ...recipe, transposed: false }
}

function sameSize(a: StoredTensor, b: StoredTensor): boolean {
  const [mine, theirs] = [squeezed(a.shape), squeezed(b.shape)]
  return mine.length === theirs.length && mine.every((n, i) => n === theirs[i])
}

function sourceName({ sources }: Pick<Recipe, 'sources'>): string {
  return JSON.stringify(sources[0]?.name ?? '')
}
