import type { StoredTensor } from '../../files/model-files.ts'
import { fusedKind, parseName, type Kind, type TensorName } from './tensor-name.ts'

interface Named {
  readonly tensor: StoredTensor
  readonly name: TensorName
}

/** What is asked for: a path in a layer or outside, and of which side of an encoder-decoder. */
export interface Place {
  readonly layer?: number
  readonly side?: 'encoder' | 'decoder'
  readonly kind: Kind
}

export interface NameIndex {
  /** Tensors with one of these paths, in the order of the paths. */
  find(paths: readonly string[], place: Place): readonly StoredTensor[]
  /** Members of the first path with `#` that has any, in the order of their numbers; empty where the numbers have gaps. */
  members(paths: readonly string[], place: Place): readonly StoredTensor[]
  /** Numbers of layers that have any of the paths. */
  layers(paths: readonly string[], kind: Kind): readonly number[]
}

/** Parts of a model that conversions of its language model leave out. */
const ELSEWHERE =
  /(?:^|[._])(?:vision|visual|audio|vit|mtp|sam_model|projector|image|speech|talker|code2wav|connector)/

export function isElsewhere(name: string): boolean {
  const { prefix, path } = parseName(name)
  return ELSEWHERE.test(prefix === '' ? path : prefix)
}

export function nameIndex(tensors: Iterable<StoredTensor>): NameIndex {
  const layers = new Map<number | 'none', Map<string, Named[]>>()
  for (const tensor of tensors) {
    if (isElsewhere(tensor.name)) continue
    const name = parseName(tensor.name)
    add(layers, name.path, { tensor, name })
    const fused = fusedKind(name)
    if (fused) add(layers, fused.path, { tensor, name: { ...name, ...fused } })
    if (name.layer === undefined) for (const end of endings(name.path)) add(layers, end, { tensor, name })
  }
  const at = (path: string, { layer, side, kind }: Place): Named[] =>
    (layers.get(layer ?? 'none')?.get(path) ?? []).filter(
      ({ name }) => serves(name.kind, kind) && (side === undefined || name.prefix.includes(side.slice(0, 3))),
    )
  return {
    find: (paths, place) => paths.flatMap((path) => at(path, place).map(({ tensor }) => tensor)),
    members(paths, place) {
      for (const path of paths) {
        if (!path.includes('#')) continue
        const found = at(path, place).toSorted((a, b) => a.name.member! - b.name.member!)
        if (found.length > 0)
          return found.every(({ name }, i) => name.member === i) ? found.map(({ tensor }) => tensor) : []
      }
      return []
    },
    layers: (paths, kind) =>
      [...layers.keys()].filter(
        (layer): layer is number =>
          layer !== 'none' && paths.some((path) => at(path, { layer, kind }).length > 0),
      ),
  }
}

function add(layers: Map<number | 'none', Map<string, Named[]>>, path: string, named: Named): void {
  const key = named.name.layer ?? 'none'
  let paths = layers.get(key)
  if (!paths) layers.set(key, (paths = new Map()))
  const there = paths.get(path)
  if (there) there.push(named)
  else paths.set(path, [named])
}

/** `a.b.c` ends in `b.c` and `c`. */
function endings(path: string): string[] {
  const parts = path.split('.')
  return parts.slice(1, 6).map((_, i) => parts.slice(i + 1).join('.'))
}

/** Parameters without a module have no kind in their names; ggml calls most of them weights. */
function serves(has: Kind, wanted: Kind): boolean {
  return has === wanted || (wanted !== 'bias' && wanted !== 'other' && (has === 'bare' || has === 'weight'))
}
