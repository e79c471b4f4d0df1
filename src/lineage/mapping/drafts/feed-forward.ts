import type { StoredTensor } from '../../files/model-files.ts'
import { elements, type Draft } from '../draft.ts'
import { slice } from '../layouts.ts'
import { isBias, membersOf, sourcesOf, type Wanted } from './wanted.ts'

/** Gate and up of one expert or of none, stacked experts, and either as half of what is joined in the reference. */
export function feedForwardDrafts(wanted: Wanted): Draft[] {
  const { stem } = wanted
  if (stem === 'ffn_gate_up_exps') return [...stacked(wanted), ...joinedExperts(wanted)]
  if (stem.endsWith('_exps') || stem.endsWith('_chexps'))
    return [...stacked(wanted), ...halves(wanted), ...whole(wanted), ...one(wanted)]
  if (stem === 'ffn_gate' || stem === 'ffn_up') return [...halves(wanted), ...joined(wanted)]
  if (stem === 'ffn_gate_shexp' || stem === 'ffn_up_shexp') return halves(wanted)
  return []
}

/** A tensor of experts from one tensor for each. */
function stacked(wanted: Wanted): Draft[] {
  const sources = membersOf(wanted)
  const rows = sources[0]?.shape[0] ?? 0
  if (sources.length === 0 || wanted.name.member !== undefined) return []
  return [{ sources, pieces: sources.map((_, i) => slice(i, 0, isBias(wanted) ? 1 : rows)) }]
}

/** Experts that are stacked in the reference too. */
function whole(wanted: Wanted): Draft[] {
  const { rules } = wanted
  return sourcesOf(wanted).flatMap((source): Draft[] => {
    const same: Draft = { sources: [source] }
    const turned: Draft = { sources: [source], transposed: true }
    if (isBias(wanted)) return [same]
    // Of square experts the shape does not say how they lie.
    return (rules?.experts && !source.parts) || isFlat(source) ? [turned, same] : [same, turned]
  })
}

/** Experts one below the other, in a matrix. */
function isFlat({ shape }: StoredTensor): boolean {
  return shape.length === 2
}

/** One expert out of a stack. */
function one(wanted: Wanted): Draft[] {
  const { member } = wanted.name
  const rows = wanted.tensor.shape[0] ?? 0
  if (member === undefined) return []
  return sourcesOf({ ...wanted, name: { ...wanted.name, path: wanted.name.path.replace('.#', '') } }).flatMap(
    (source): Draft[] =>
      source.shape.length === 3
        ? [
            { sources: [source], pieces: [slice(0, member * rows, rows)] },
            { sources: [source], transposed: true, pieces: [slice(0, member * rows, rows)] },
          ]
        : [],
  )
}

const JOINED: Readonly<Record<string, readonly string[]>> = {
  ffn_gate: ['mlp.gate_up_proj', 'shared_mlp.input_linear', 'mlp.up_gate_proj', 'ffn_gate_up'],
  ffn_gate_exps: [],
  ffn_gate_shexp: [
    'shared_mlp.input_linear',
    'mlp.shared_expert.gate_up_proj',
    'mlp.shared_experts.gate_up_proj',
  ],
}

/** Gate or up out of gate and up together: the first or the second half of the rows of each expert, or every other one. */
function halves(wanted: Wanted): Draft[] {
  const { stem, index, name, rules, tensor } = wanted
  const gate = stem.startsWith('ffn_gate')
  if (stem.startsWith('ffn_down')) return []
  const key = stem.replace('ffn_up', 'ffn_gate')
  const sources =
    key === 'ffn_gate_exps'
      ? sourcesOf(wanted, 'ffn_gate_up_exps')
      : index.find(
          JOINED[key] ?? [],
          name.layer === undefined ? { kind: name.kind } : { layer: name.layer, kind: name.kind },
        )
  return sources.flatMap((source): Draft[] => {
    const bias = isBias(wanted)
    const experts = key === 'ffn_gate_exps' ? (name.member === undefined ? (tensor.shape[0] ?? 1) : 1) : 1
    const mine = bias ? (elements(tensor) ?? 0) / experts : (tensor.shape.at(-2) ?? 0)
    if (experts < 1 || !Number.isInteger(mine)) return []
    const base = name.member === undefined || key !== 'ffn_gate_exps' ? 0 : name.member * 2 * mine
    const after: Draft['pieces'] = [
      {
        source: 0,
        first: base + (gate ? 0 : mine),
        steps: [
          { count: experts, stride: 2 * mine },
          { count: mine, stride: 1 },
        ],
      },
    ]
    const turns: Draft['pieces'] = [
      {
        source: 0,
        first: base + (gate ? 0 : 1),
        steps: [
          { count: experts, stride: 2 * mine },
          { count: mine, stride: 2 },
        ],
      },
    ]
    const pieces = rules?.experts === 'interleaved' ? turns : after
    const made: Draft = { sources: [source], pieces, single: bias }
    // Experts that are quantised are outputs × inputs already.
    if (rules?.experts && !bias) return source.parts ? [made] : [{ ...made, transposed: true }, made]
    return rules || bias
      ? [made]
      : [made, { ...made, transposed: true }, { ...made, transposed: true, pieces: turns }]
  })
}

/** Gate and up together from one of each. */
function joined(wanted: Wanted): Draft[] {
  const [gate] = sourcesOf(wanted, 'ffn_gate')
  const [up] = wanted.index.find(['mlp.up_proj', 'ffn_up', 'feed_forward.w3'], {
    ...(wanted.name.layer !== undefined && { layer: wanted.name.layer }),
    kind: wanted.name.kind,
  })
  if (wanted.stem !== 'ffn_up' || !gate || !up) return []
  const rows = (s: StoredTensor): number => (isBias(wanted) ? (elements(s) ?? 0) : (s.shape[0] ?? 0))
  return [
    { sources: [gate, up], pieces: [slice(0, 0, rows(gate)), slice(1, 0, rows(up))], single: isBias(wanted) },
  ]
}

/** Gate and up of all experts together from one of each for every expert, or from two stacks. */
function joinedExperts(wanted: Wanted): Draft[] {
  const gates = membersOf(wanted, 'ffn_gate_exps')
  const ups = membersOf(wanted, 'ffn_up_exps')
  if (gates.length === 0 || gates.length !== ups.length) return whole(wanted)
  const rows = gates[0]?.shape[0] ?? 0
  const sources = gates.flatMap((gate, i) => [gate, ups[i]!])
  return [{ sources, pieces: sources.map((_, i) => slice(i, 0, rows)) }, ...whole(wanted)]
}
