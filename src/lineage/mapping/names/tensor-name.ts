export type Kind = 'weight' | 'bias' | 'bare' | 'other'

/** What a name says, whatever the format: `model.layers.3.mlp.experts.7.w1.weight`, `blk.3.ffn_gate_exps.weight`. */
export interface TensorName {
  /** Before the number of the layer: `model.layers`, `blk`, `decoder.block`. Empty outside of layers. */
  readonly prefix: string
  readonly layer?: number
  /** After it, without the kind, with `#` for the number of an expert: `mlp.experts.#.w1`. */
  readonly path: string
  /** Number of the expert or head. */
  readonly member?: number
  readonly kind: Kind
}

const KINDS: Readonly<Record<string, Kind>> = {
  weight: 'weight',
  gamma: 'weight',
  bias: 'bias',
  beta: 'bias',
  scale: 'other',
  scales: 'other',
}
/** What is numbered within a layer, or instead of layers. */
const MEMBERS: ReadonlySet<string> = new Set([
  'experts',
  'norms',
  'altup_projections',
  'altup_unembed_projections',
])
const NUMBER = /^\d{1,6}$/

export function parseName(name: string): TensorName {
  const parts = name.split('.')
  const last = parts.at(-1) ?? ''
  const kind = parts.length > 1 ? KINDS[last] : undefined
  const named = kind ? parts.slice(0, -1) : parts
  let member: number | undefined
  const numbered = named.map((part, i) => {
    if (!NUMBER.test(part) || !MEMBERS.has(named[i - 1] ?? '')) return part
    member = Number(part)
    return '#'
  })
  const at = numbered.findIndex((part) => NUMBER.test(part))
  const inLayer = at > 0 && at < numbered.length - 1
  return {
    prefix: inLayer ? numbered.slice(0, at).join('.') : '',
    ...(inLayer && { layer: Number(numbered[at]) }),
    path: (inLayer ? numbered.slice(at + 1) : numbered).join('.'),
    ...(member !== undefined && { member }),
    kind: kind ?? 'bare',
  }
}

/** Names with a kind that is part of the last word: `dt_bias`, `gate_up_proj_bias`. */
export function fusedKind({
  path,
  kind,
}: TensorName): { readonly path: string; readonly kind: Kind } | undefined {
  const found = kind === 'bare' ? /^(.+)_(bias|weight)$/.exec(path) : null
  return found ? { path: found[1]!, kind: found[2] === 'bias' ? 'bias' : 'weight' } : undefined
}
