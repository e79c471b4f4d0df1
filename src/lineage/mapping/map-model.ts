import type { ModelFiles, StoredTensor } from '../files/model-files.ts'
import { rulesOf } from './architectures.ts'
import { chosen, type Choice } from './choose.ts'
import { searched } from './content/search.ts'
import { resembles } from './content/resembles.ts'
import { dimensionsOf, type Dimensions } from './dimensions.ts'
import { isDropped } from './dropped.ts'
import { elements } from './draft.ts'
import type { Wanted } from './drafts/wanted.ts'
import { generatedValues, sameGenerated } from './generated.ts'
import { nameIndex } from './names/name-index.ts'
import { meaningsOf } from './names/paths.ts'
import { parseName } from './names/tensor-name.ts'
import type { Recipe } from './recipe.ts'
import { sizeRemarks } from './size-remarks.ts'

/** Something about the mapping that a reader should know. */
export interface Remark {
  readonly tensor: string
  readonly says: string
  /** `deviates` lowers the verdict; `note` is what conversions do, or explains what comparison finds. */
  readonly weight: 'deviates' | 'note'
}

export interface Mapping {
  /** By name in the candidate. */
  readonly recipes: ReadonlyMap<string, Recipe>
  /** Tensors of the candidate that nothing in the reference was found for. */
  readonly unmapped: readonly string[]
  /** Tensors of the candidate that conversion works out from the configuration, and that are what it works out. */
  readonly generated: readonly string[]
  /** Tensors of the reference that no recipe uses. */
  readonly unused: readonly string[]
  /** Those of them that conversion does not drop. */
  readonly missing: readonly string[]
  readonly remarks: readonly Remark[]
}

/** Files behind a network are looked at a few at a time. */
const AT_ONCE = 8

/** Finds for every tensor of the candidate what it was made of: by its name, checked against its content, else by content. */
export async function mapModel(candidate: ModelFiles, reference: ModelFiles): Promise<Mapping> {
  const dimensions = await dimensionsOf(candidate, reference)
  const models = { candidate, reference }
  const asked = askerOf(models, dimensions)
  const recipes = new Map<string, Recipe>()
  const choices = new Map<string, Choice>()
  const generated: string[] = []
  const remarks: Remark[] = []
  const pending: StoredTensor[] = []
  const one = async (tensor: StoredTensor): Promise<void> => {
    const made = generatedValues(tensor.name, dimensions)
    if (made) {
      const differs = await sameGenerated(candidate, tensor, made)
      if (differs === undefined) generated.push(tensor.name)
      else remarks.push({ tensor: tensor.name, says: differs, weight: 'deviates' })
      return
    }
    const choice = isSane(tensor) ? await chosen(models, tensor, asked(tensor)) : undefined
    if (choice) choices.set(tensor.name, choice)
    else pending.push(tensor)
  }
  await inTurn([...candidate.tensors.values()], one)
  for (const [name, { recipe }] of choices) recipes.set(name, recipe)
  const unmapped: string[] = []
  const used = new Set([...recipes.values()].flatMap((recipe) => recipe.sources.map((s) => s.name)))
  const search = searched(models, dimensions)
  for (const tensor of pending) {
    const recipe = isSane(tensor) ? await search(tensor, used) : undefined
    if (!recipe) unmapped.push(tensor.name)
    else {
      recipes.set(tensor.name, recipe)
      for (const source of recipe.sources) used.add(source.name)
    }
  }
  const similar = resembles(models, asked)
  for (const tensor of candidate.tensors.values()) {
    const choice = choices.get(tensor.name)
    if (choice)
      remarks.push(...(await sizeRemarks(tensor, choice.recipe, models)), ...(await similar(tensor, choice)))
  }
  const unused = [...reference.tensors.keys()].filter((name) => !used.has(name))
  const missing = unused.filter((name) => !isDropped(name, { candidate, reference, dimensions }))
  return { recipes: inOrder(candidate, recipes), unmapped, generated, unused, missing, remarks }
}

/** What a tensor of the candidate may be, by all that its name may mean. */
export type Asker = (tensor: StoredTensor) => readonly Wanted[]

function askerOf({ candidate, reference }: Models, dimensions: Dimensions): Asker {
  const index = nameIndex(reference.tensors.values())
  const architecture = candidate.metadata['general.architecture']
  const converted = candidate.kind === 'gguf' && reference.kind === 'safetensors'
  const rules = converted
    ? rulesOf(typeof architecture === 'string' ? architecture : undefined)
    : candidate.kind === 'gguf' && reference.kind === 'gguf'
      ? {}
      : undefined
  return (tensor) => {
    const name = parseName(tensor.name)
    const stems = candidate.kind === 'gguf' ? [name.path] : meaningsOf(name.path, name.layer !== undefined)
    return stems.map((stem) => ({ tensor, name, stem, index, dimensions, rules }))
  }
}

export interface Models {
  readonly candidate: ModelFiles
  readonly reference: ModelFiles
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** Whether it has values at all, and not more than numbers can count. */
function isSane(tensor: StoredTensor): boolean {
  const count = elements(tensor)
  return count !== undefined && count > 0 && tensor.size > 0
}

function inOrder(candidate: ModelFiles, recipes: ReadonlyMap<string, Recipe>): ReadonlyMap<string, Recipe> {
  return new Map(
    [...candidate.tensors.keys()].flatMap((name) => {
      const recipe = recipes.get(name)
      return recipe ? [[name, recipe] as const] : []
    }),
  )
}
