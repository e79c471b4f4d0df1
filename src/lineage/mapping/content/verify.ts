import type { ModelFiles, StoredTensor } from '../../files/model-files.ts'
import type { Recipe } from '../recipe.ts'
import { agreement, type Agreement } from './agreement.ts'
import { candidateValues, referenceValues, windowAt } from './read-values.ts'

/** What a look at some rows says of a recipe. */
export interface Look {
  /** Rows of the candidate that agree with the recipe. */
  readonly same: readonly number[]
  readonly different: readonly number[]
  /** Rows that are zero in both. */
  readonly silent: number
  /** Rows that could not be read. */
  readonly unread: number
  readonly leastSame: number
  readonly mostDifferent: number
}

/** Places that lie on no boundary of heads, halves or experts. */
const PLACES = [0.37, 0.81, 0.093, 0.62, 0.49, 0.967, 0.21, 0.73]

/** Looks at some rows of a tensor and at what the recipe says they were made of. */
export async function look(
  candidate: ModelFiles,
  reference: ModelFiles,
  tensor: StoredTensor,
  recipe: Omit<Recipe, 'found'>,
  rows: readonly number[],
): Promise<Look> {
  const same: number[] = []
  const different: number[] = []
  let silent = 0
  let unread = 0
  let leastSame = 1
  let mostDifferent = -1
  for (const row of rows) {
    const seen = await agreementAt(candidate, reference, tensor, recipe, row)
    if (!seen) unread++
    else if (seen.kind === 'nothing') silent++
    else if (seen.kind === 'same') {
      same.push(row)
      leastSame = Math.min(leastSame, seen.cosine)
    } else {
      different.push(row)
      mostDifferent = Math.max(mostDifferent, seen.cosine)
    }
  }
  return { same, different, silent, unread, leastSame, mostDifferent }
}

async function agreementAt(
  candidate: ModelFiles,
  reference: ModelFiles,
  tensor: StoredTensor,
  recipe: Omit<Recipe, 'found'>,
  row: number,
): Promise<Agreement | undefined> {
  const window = windowAt(recipe, row)
  const [stored, made] = await Promise.all([
    candidateValues(candidate, tensor, recipe, window),
    referenceValues(reference, recipe, window),
  ])
  return stored && made && agreement(stored, made, tensor.type)
}

/** Up to `count` rows spread over a tensor, of stacked experts at least one of each of so many. */
export function probeRows(rows: number, count: number): number[] {
  const places = PLACES.slice(0, Math.min(count, PLACES.length))
  return [...new Set(places.map((place) => Math.min(rows - 1, Math.floor(place * rows))))]
}
