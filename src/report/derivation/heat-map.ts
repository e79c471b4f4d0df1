import type { TensorResult, TensorVerdict } from '../../lineage/verdict/derivation.ts'
import { tensorKind } from '../../lineage/verdict/tensor-kind.ts'
import { compare } from './document.ts'

/** All tensors of one kind in one layer: one, but for experts and biases. */
export interface Cell {
  readonly tensors: readonly TensorResult[]
  /** The worst of them. */
  readonly verdict: TensorVerdict
  readonly mismatches: number
  readonly compared: number
  /** The largest that says something. */
  readonly z: number | null
}

export interface HeatMap {
  /** Kinds of tensors, as their names call them. */
  readonly columns: readonly string[]
  readonly layers: readonly { readonly layer: number; readonly cells: readonly (Cell | undefined)[] }[]
  /** Embeddings, heads, last norms. */
  readonly outside: readonly { readonly name: string; readonly cell: Cell }[]
}

/** Layers that are drawn; files can name more than any model has. */
const MAX_LAYERS = 1000
const MAX_COLUMNS = 100

export function heatMap(tensors: readonly TensorResult[]): HeatMap {
  const inside = new Map<number, Map<string, TensorResult[]>>()
  const outside: TensorResult[] = []
  const columns = new Set<string>()
  for (const tensor of tensors) {
    const { layer, family } = tensorKind(tensor.name)
    const column = columnOf(family)
    const isNew = !columns.has(column)
    const hasRoom = layer !== undefined && (inside.has(layer) || inside.size < MAX_LAYERS)
    if (layer === undefined || !hasRoom || (isNew && columns.size >= MAX_COLUMNS)) {
      outside.push(tensor)
      continue
    }
    columns.add(column)
    const row = inside.get(layer) ?? new Map<string, TensorResult[]>()
    inside.set(layer, row)
    row.set(column, [...(row.get(column) ?? []), tensor])
  }
  const sorted = [...columns].toSorted(compare)
  return {
    columns: sorted,
    layers: [...inside.keys()]
      .toSorted((a, b) => a - b)
      .map((layer) => ({
        layer,
        cells: sorted.map((column) => {
          const there = inside.get(layer)?.get(column)
          return there && cellOf(there)
        }),
      })),
    outside: outside.map((tensor) => ({ name: tensor.name, cell: cellOf([tensor]) })),
  }
}

/** `blk.*.attn_q.weight` is `attn_q`; all experts of a layer are one column. */
function columnOf(family: string): string {
  return family
    .replace(/^.*?(?:blk|layers|h|blocks|block)\.\*\./, '')
    .replaceAll(/\.\d+(?=\.|$)/g, '.*')
    .replace(/\.weight$/, '')
}

/** The worst first. */
const ORDER: readonly TensorVerdict[] = ['L0', 'extra', 'missing', 'U', 'L1', 'L2', 'L3']

function cellOf(tensors: readonly TensorResult[]): Cell {
  const zs = tensors.flatMap((t) => (t.z !== null && Number.isFinite(t.z) ? [t.z] : []))
  return {
    tensors,
    verdict: ORDER.find((verdict) => tensors.some((t) => t.verdict === verdict)) ?? 'U',
    mismatches: tensors.reduce((sum, t) => sum + t.mismatches, 0),
    compared: tensors.reduce((sum, t) => sum + t.compared, 0),
    z: zs.length > 0 ? zs.reduce((a, b) => Math.max(a, b)) : null,
  }
}
