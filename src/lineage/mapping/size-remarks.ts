import type { StoredTensor } from '../files/model-files.ts'
import { candidateValues } from './content/read-values.ts'
import { elements } from './draft.ts'
import type { Models, Remark } from './map-model.ts'
import type { Recipe } from './recipe.ts'

/** Values that are looked at to see that rows are empty. */
const MOST = 16 * 1024 * 1024

/** What there is to say of a table with more or fewer rows than the official one. */
export async function sizeRemarks(
  tensor: StoredTensor,
  recipe: Recipe,
  { candidate, reference }: Models,
): Promise<readonly Remark[]> {
  const [source] = recipe.sources
  if (!source || recipe.pieces || recipe.order || recipe.transposed) return []
  const mine = (elements(tensor) ?? 0) / recipe.width
  const theirs = (elements(reference.tensors.get(source.name) ?? source) ?? 0) / recipe.width
  const remark = (says: string, weight: Remark['weight']): Remark[] => [{ tensor: tensor.name, says, weight }]
  if (mine < theirs)
    return remark(`has ${mine} of the ${theirs} rows of the reference: the last ones are left out`, 'note')
  if (mine === theirs) return []
  const rows = `rows ${theirs} to ${mine - 1}`
  return (await isZero(candidate, tensor, recipe, theirs, mine))
    ? remark(`${rows} are not in the reference and are zero`, 'note')
    : remark(`${rows} have no counterpart in the reference and were not compared`, 'deviates')
}

async function isZero(
  candidate: Models['candidate'],
  tensor: StoredTensor,
  recipe: Recipe,
  first: number,
  end: number,
): Promise<boolean> {
  if ((end - first) * recipe.width > MOST) return false
  const values = await candidateValues(candidate, tensor, recipe, {
    first,
    count: end - first,
    columns: { width: recipe.width },
  })
  return values !== undefined && values.every((value) => value === 0)
}
