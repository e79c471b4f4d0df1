import type { StoredTensor } from '../../files/model-files.ts'
import type { Draft } from '../draft.ts'
import { elements } from '../draft.ts'
import { everyGroup, grouped, groupedInterleaved, interleaved, separated, slice } from '../layouts.ts'
import type { Heads } from '../layouts.ts'
import type { Piece } from '../recipe.ts'
import { isBias, sourcesOf, type Wanted } from './wanted.ts'

/** Query, key and value: on their own, joined, or as parts of what is joined in the reference. */
export function attentionDrafts(wanted: Wanted): Draft[] {
  switch (wanted.stem) {
    case 'attn_q':
      return [...own(wanted), ...part(wanted, 0)]
    case 'attn_k':
      return [...own(wanted), ...part(wanted, 1)]
    case 'attn_v':
      return part(wanted, 2)
    case 'attn_qkv':
      return [...joined(wanted), ...concatenated(wanted)]
    case 'attn_k_b':
    case 'attn_v_b':
      return latent(wanted)
    default:
      return []
  }
}

function rowsOf(tensor: StoredTensor, wanted: Wanted): number {
  return isBias(wanted) ? (elements(tensor) ?? 0) : (tensor.shape[0] ?? 0)
}

/** Files as their makers train them, before transformers turned the rows: conversion leaves them as they are. */
const UNTURNED = /(?:attention\.w[qk]|_no_perm)\.(?:weight|bias)$/

/** Query and key where pairs lie side by side. */
function own(wanted: Wanted): Draft[] {
  const { rules, tensor, dimensions } = wanted
  if (rules && !rules.rotary) return []
  const rows = rowsOf(tensor, wanted)
  const turns = sizesOf(rows, dimensions.headSize).flatMap((size) => [
    interleaved(0, 0, rows / size, size),
    ...(rules ? [] : [separated(0, 0, rows / size, size)]),
  ])
  return sourcesOf(wanted).flatMap((source): Draft[] => {
    const plain: Draft = { sources: [source] }
    if (rules && UNTURNED.test(source.name)) return [plain]
    const made = turns.map((piece): Draft => ({ sources: [source], pieces: [piece], single: isBias(wanted) }))
    // Where conversion is known to turn rows, rows that were not turned are no conversion.
    return rules?.rotary === true ? made : [...made, plain]
  })
}

function sizesOf(rows: number, size: number | undefined): number[] {
  return size !== undefined && size % 2 === 0 && rows % size === 0 ? [size] : []
}

function headsOf({ dimensions }: Wanted, rows: number): Heads | undefined {
  const { heads, headSize: size } = dimensions
  if (heads === undefined || size === undefined) return undefined
  const kvHeads = (rows / size - heads) / 2
  return Number.isInteger(kvHeads) && kvHeads > 0 ? { heads, kvHeads, size } : undefined
}

/** A joined projection from a joined one. */
function joined(wanted: Wanted): Draft[] {
  const { rules } = wanted
  return sourcesOf(wanted).flatMap((source): Draft[] => {
    const heads = headsOf(wanted, rowsOf(source, wanted))
    const same: Draft = { sources: [source] }
    const single = isBias(wanted)
    const byHead: Draft[] =
      heads && heads.kvHeads === heads.heads ? [{ sources: [source], pieces: headByHead(heads), single }] : []
    const byGroup: Draft[] =
      heads && heads.heads % heads.kvHeads === 0
        ? [{ sources: [source], pieces: grouped(heads), single }]
        : []
    if (rules?.qkv === 'heads') return byHead
    if (rules?.qkv === 'groups') return byGroup
    return rules ? [same] : [same, ...byHead, ...byGroup]
  })
}

function headByHead({ heads, size }: Heads): readonly Piece[] {
  return [0, 1, 2].map((i) => everyGroup(i * size, heads, { stride: 3 * size, count: size }))
}

/** A joined projection from three. */
function concatenated(wanted: Wanted): Draft[] {
  const sources = ['attn_q', 'attn_k', 'attn_v'].map((stem) => sourcesOf(wanted, stem)[0])
  const [q, k, v] = sources
  if (!q || !k || !v) return []
  const size = wanted.dimensions.headSize
  const rows = [q, k, v].map((s) => rowsOf(s, wanted))
  const straight = rows.map((n, i) => slice(i, 0, n))
  const turned = rows.map((n, i) =>
    i < 2 && size !== undefined && n % size === 0 ? interleaved(i, 0, n / size, size) : slice(i, 0, n),
  )
  const single = isBias(wanted)
  const drafts = wanted.rules ? [wanted.rules.rotary ? turned : straight] : [straight, turned]
  return drafts.map((pieces) => ({ sources: [q, k, v], pieces, single }))
}

/** Query, key or value out of a joined projection. */
function part(wanted: Wanted, index: 0 | 1 | 2): Draft[] {
  const { rules, dimensions } = wanted
  const single = isBias(wanted)
  const mine = rowsOf(wanted.tensor, wanted)
  return sourcesOf(wanted, 'attn_qkv').flatMap((source): Draft[] => {
    const rows = rowsOf(source, wanted)
    const heads = headsOf(wanted, rows)
    if (!heads) return []
    const { heads: n, kvHeads, size } = heads
    const first = index === 0 ? 0 : (n + (index - 1) * kvHeads) * size
    const split = slice(0, first, mine)
    const splitTurned = interleaved(0, first, mine / size, size)
    const groups = kvHeads > 0 && n % kvHeads === 0 ? [grouped(heads)[index]] : []
    const groupsTurned =
      groups.length > 0 && index < 2 ? [groupedInterleaved(heads, index === 0 ? 'q' : 'k')] : groups
    const turns = index < 2 && dimensions.headSize !== undefined
    const straight = [split, ...groups]
    const turned = turns ? [splitTurned, ...groupsTurned] : straight
    const byRule =
      rules?.qkv === 'groups'
        ? rules.rotary
          ? groupsTurned
          : groups
        : rules?.rotary
          ? [turned[0]!]
          : [split]
    const pieces = rules ? byRule : [...straight, ...turned]
    return pieces.map((piece) => ({ sources: [source], pieces: [piece], single }))
  })
}

/** Keys and values out of their joint projection from the latent space; keys are stored the other way round. */
function latent(wanted: Wanted): Draft[] {
  const { tensor, stem } = wanted
  const [heads = 0, second = 0, third = 0] = tensor.shape
  return sourcesOf(wanted, 'attn_kv_b').flatMap((source): Draft[] => {
    const perHead = (source.shape[0] ?? 0) / heads
    if (!Number.isInteger(perHead) || perHead < 1) return []
    if (stem === 'attn_k_b')
      return third < perHead ? [{ sources: [source], transposed: true, matrixRows: perHead }] : []
    const first = perHead - second
    return first > 0
      ? [{ sources: [source], pieces: [everyGroup(first, heads, { stride: perHead, count: second })] }]
      : []
  })
}
