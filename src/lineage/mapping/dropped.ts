import type { Dimensions } from './dimensions.ts'
import type { Models } from './map-model.ts'
import { isElsewhere } from './names/name-index.ts'

/** Tables that are worked out anew, masks, heads that training needs alone. */
const NEVER =
  /(?:^rope_(?:freqs|factors_long|factors_short)\.weight|rotary_emb\.inv_freq|rotary_pos_emb\.inv_freq|\.masked_bias|(?:attention|attn)\.bias|position_ids|relative_pe\.slopes|^pooler\.dense\.\w+|\.pooler\.dense\.\w+|cls\.(?:predictions|seq_relationship)\..+|lm_head\.(?:dense|decoder|bias|layer_norm).*|vocab_(?:transform|layer_norm|projector)\.\w+|\.(?:k|v|input|output)_scale|mlp\.experts\.bias|act_fn\.(?:alpha_[np]|beta|eps))$/

/** Embeddings that T5 repeats. */
const REPEATED = /^(?:encoder|decoder)\.embed_tokens\.weight$/

interface Surroundings extends Models {
  readonly dimensions: Dimensions
}

/** Whether conversion leaves a tensor of the reference out. Between files of one kind nothing is left out. */
export function isDropped(name: string, { candidate, reference, dimensions }: Surroundings): boolean {
  if (candidate.kind === reference.kind) return false
  if (NEVER.test(name) || REPEATED.test(name) || isElsewhere(name)) return true
  const tied = dimensions.config['tie_word_embeddings']
  // Gemma has no head of its own; a repeated one is left out.
  const ownHead = /(?:^|\.)(?:lm_head|embed_out|output)\.weight$/.test(name)
  const architecture = String(candidate.metadata['general.architecture'] ?? '')
  return (
    ownHead &&
    (tied === true || /^(?:gemma|mamba|falcon_mamba)/.test(architecture)) &&
    !candidate.tensors.has('output.weight')
  )
}
