import type { AttributeDraft } from '../../names/mention.ts'
import { argument, isTrue, type Seen } from './seen.ts'
import { eachOf } from './value.ts'

/** How a model makes vectors, as far as the call tells. */
export function embeddingAttributes(seen: Seen): AttributeDraft[] {
  const drafts: AttributeDraft[] = []
  const size = argument(seen, ['dimensions', 'truncate_dim', 'output_dimensionality', 'output_dimension'])
  if (size.kind === 'plain' && /^\d{1,6}$/.test(size.text))
    drafts.push({ name: 'dimension', value: size.text })
  const settings = eachOf(argument(seen, ['encode_kwargs'])).flatMap((v) =>
    v.kind === 'dict' ? (v.entries.get('normalize_embeddings') ?? []) : [],
  )
  for (const value of [argument(seen, ['normalize_embeddings', 'normalize']), ...settings])
    if (value.kind === 'plain' && /^(?:True|False)$/.test(value.text))
      drafts.push({ name: 'normalize', value: String(isTrue(value)) })
  return drafts
}
