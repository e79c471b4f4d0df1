import type { ModelFiles } from '../files/model-files.ts'
import type { FieldDifference } from '../verdict/derivation.ts'
import { asObject, own, ownNumber, ownText, type JsonObject } from './json-object.ts'

const LISTED = 20

/** The vocabulary of a tokenizer.json: string by id, and the merges in their order. */
interface Vocabulary {
  readonly tokens: ReadonlyMap<number, string>
  readonly merges: readonly string[]
}

/**
 * Every id must stand for the official string: two ids that are exchanged change what a model says without a changed
 * weight.
 */
export async function tokenizerFields(
  candidate: ModelFiles,
  official: JsonObject | undefined,
): Promise<FieldDifference[]> {
  const vocabulary = official && vocabularyOf(official)
  const tokens = vocabulary && (await candidate.array('tokenizer.ggml.tokens'))
  if (!vocabulary || !tokens) return []
  const differing: FieldDifference[] = []
  for (const [id, text] of vocabulary.tokens) {
    const stored = tokens[id]
    if (stored === text || stored === undefined) continue
    differing.push(difference(`token ${id}`, text, String(stored)))
  }
  for (const [id, stored] of tokens.entries())
    if (!vocabulary.tokens.has(id) && !isPadding(String(stored)))
      differing.push(difference(`token ${id}`, 'absent', String(stored)))
  const merges = await candidate.array('tokenizer.ggml.merges')
  if (merges && vocabulary.merges.length > 0)
    differing.push(...mergeDifferences(vocabulary.merges, merges.map(String)))
  return bounded(differing)
}

/** What converters put where the weights have rows and the vocabulary no entry. */
function isPadding(token: string): boolean {
  return /^\[?<?\|?(?:PAD|pad|unused|UNUSED|reserved|extra_id|dummy)[\w|]*>?\]?$/.test(token) || token === ''
}

function mergeDifferences(official: readonly string[], stored: readonly string[]): FieldDifference[] {
  const first = official.findIndex((merge, i) => stored[i] !== merge)
  if (first === -1 && official.length === stored.length) return []
  const at = first === -1 ? official.length : first
  return [difference(`merge ${at}`, official[at] ?? 'absent', stored[at] ?? 'absent')]
}

function bounded(differences: readonly FieldDifference[]): FieldDifference[] {
  if (differences.length <= LISTED) return [...differences]
  const more = differences.length - LISTED
  return [...differences.slice(0, LISTED), difference('further tokens', `${more} more`, 'differ as well')]
}

function difference(field: string, official: string, candidate: string): FieldDifference {
  return {
    area: 'tokenizer',
    field,
    official: official.slice(0, 200),
    candidate: candidate.slice(0, 200),
    weight: 'deviates',
  }
}

function vocabularyOf(tokenizer: JsonObject): Vocabulary | undefined {
  const model = asObject(own(tokenizer, 'model'))
  const vocab = own(model, 'vocab')
  const tokens = new Map<number, string>()
  if (Array.isArray(vocab)) {
    // Unigram: pairs of a string and its score, the id is the place.
    for (const [id, entry] of vocab.entries())
      if (Array.isArray(entry) && typeof entry[0] === 'string') tokens.set(id, entry[0])
  } else {
    for (const [text, id] of Object.entries(asObject(vocab) ?? {}))
      if (typeof id === 'number') tokens.set(id, text)
  }
  const added = own(tokenizer, 'added_tokens')
  for (const entry of Array.isArray(added) ? added : []) {
    const token = asObject(entry)
    const [id, text] = [ownNumber(token, 'id'), ownText(token, 'content')]
    if (id !== undefined && text !== undefined) tokens.set(id, text)
  }
  if (tokens.size === 0) return undefined
  const merges = own(model, 'merges')
  return {
    tokens,
    merges: Array.isArray(merges) ? merges.map((m) => (Array.isArray(m) ? m.join(' ') : String(m))) : [],
  }
}

/** Ids of the special tokens, as the official files state them. */
const SPECIAL: readonly (readonly [gguf: string, config: string])[] = [
  ['bos_token_id', 'bos_token_id'],
  ['eos_token_id', 'eos_token_id'],
  ['unknown_token_id', 'unk_token_id'],
  ['padding_token_id', 'pad_token_id'],
]

export function specialTokens(
  candidate: ModelFiles,
  configs: readonly (JsonObject | undefined)[],
): FieldDifference[] {
  return SPECIAL.flatMap(([gguf, name]): FieldDifference[] => {
    const stored = candidate.metadata[`tokenizer.ggml.${gguf}`]
    const official = configs.flatMap((config) => idsOf(own(config, name)))
    if (typeof stored !== 'number' || official.length === 0 || official.includes(stored)) return []
    const weight = gguf === 'padding_token_id' || gguf === 'unknown_token_id' ? 'note' : 'deviates'
    return [
      {
        area: 'tokenizer',
        field: `tokenizer.ggml.${gguf}`,
        official: official.join(' or '),
        candidate: String(stored),
        weight,
      },
    ]
  })
}

/** Generation configurations list several ends. */
function idsOf(value: unknown): number[] {
  return typeof value === 'number'
    ? [value]
    : Array.isArray(value)
      ? value.filter((v) => typeof v === 'number')
      : []
}
