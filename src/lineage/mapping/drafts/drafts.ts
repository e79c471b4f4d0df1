import type { StoredTensor } from '../../files/model-files.ts'
import type { Draft } from '../draft.ts'
import { reversed, squeezed } from '../draft.ts'
import { slice } from '../layouts.ts'
import type { Elementwise } from '../recipe.ts'
import { attentionDrafts } from './attention.ts'
import { feedForwardDrafts } from './feed-forward.ts'
import { linearAttentionDrafts } from './linear-attention.ts'
import { recurrentDrafts } from './recurrent.ts'
import { membersOf, sourcesOf, type Wanted } from './wanted.ts'

/** What a tensor may have been made of, the likeliest first. Sizes and content decide. */
export function draftsFor(wanted: Wanted): Draft[] {
  const special = [
    ...linearAttentionDrafts(wanted),
    ...attentionDrafts(wanted),
    ...feedForwardDrafts(wanted),
    ...recurrentDrafts(wanted),
  ]
  // Where conversion turns the rows of a tensor, the tensor as it is would be another one.
  const plain =
    isTurned(wanted) && special.length > 0 ? [] : sourcesOf(wanted).flatMap((s) => direct(wanted, s))
  return [...special, ...plain, ...members(wanted)]
}

function isTurned({ stem, rules }: Wanted): boolean {
  return (
    (rules?.rotary === true && (stem === 'attn_q' || stem === 'attn_k')) ||
    (rules?.qkv !== undefined && stem === 'attn_qkv')
  )
}

function direct(wanted: Wanted, source: StoredTensor): Draft[] {
  const { tensor, rules, stem } = wanted
  const same: Draft = { sources: [source], elementwise: elementwiseOf(wanted, source) }
  const turned: Draft = { ...same, transposed: true }
  if (stem === 'position_embd') return [...lastRows(tensor, source), same]
  if (tensor.shape.length < 2 || wanted.name.kind === 'bias') return unsure(wanted, same)
  if (rules?.conv1d && /(?:attn_qkv|attn_output|ffn_up|ffn_down|ffn_gate)$/.test(stem)) return [turned]
  if (reversed(squeezed(tensor.shape), squeezed(source.shape))) return [turned]
  return rules ? [same] : [...unsure(wanted, same), turned]
}

/** RoBERTa's first positions stand for padding and are left out. */
function lastRows(tensor: StoredTensor, source: StoredTensor): Draft[] {
  const [mine = 0, theirs = 0] = [tensor.shape[0], source.shape[0]]
  return theirs > mine ? [{ sources: [source], pieces: [slice(0, theirs - mine, mine)] }] : []
}

/** Norms of architectures that nobody has told us about may be stored either way. */
function unsure({ rules, stem }: Wanted, draft: Draft): Draft[] {
  return !rules && stem.endsWith('norm') ? [draft, { ...draft, elementwise: { kind: 'add-one' } }] : [draft]
}

function elementwiseOf({ rules, stem, dimensions, name }: Wanted, source: StoredTensor): Elementwise {
  if (stem === 'ssm_a' && source.name.endsWith('A_log')) return { kind: 'negative-exp' }
  if (
    rules?.plusOne &&
    source.name.endsWith('norm.weight') &&
    !source.name.endsWith('linear_attn.norm.weight')
  )
    return { kind: 'add-one' }
  const every = dimensions.number('rescale_every')
  const halved = stem === 'time_mix_output' || stem === 'channel_mix_value'
  if (
    halved &&
    every !== undefined &&
    every > 0 &&
    name.layer !== undefined &&
    !source.name.startsWith('blk.')
  ) {
    const by = 2 ** -Math.floor(name.layer / every)
    return by === 1 ? { kind: 'none' } : { kind: 'scale', by }
  }
  return { kind: 'none' }
}

/** One tensor for each head or position, stacked. */
function members(wanted: Wanted): Draft[] {
  const paths: Readonly<Record<string, string>> = {
    attn_q_norm: 'self_attn.q_layernorm.norms.#',
    attn_k_norm: 'self_attn.k_layernorm.norms.#',
  }
  const path = paths[wanted.stem]
  const sources = path
    ? wanted.index.members([path], {
        ...(wanted.name.layer !== undefined && { layer: wanted.name.layer }),
        kind: wanted.name.kind,
      })
    : wanted.name.layer === undefined
      ? membersOf(wanted)
      : []
  const width = wanted.tensor.shape.at(-1) ?? 1
  if (sources.length === 0) return []
  return [
    {
      sources,
      pieces: sources.map((s, i) => slice(i, 0, s.shape.reduce((n, size) => n * size, 1) / width)),
    },
  ]
}
