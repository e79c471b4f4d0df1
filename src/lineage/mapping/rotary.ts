import type { ModelFiles, StoredTensor } from '../files/model-files.ts'

/** Architectures whose query and key rows the converter interleaves: pairs that rotate together lie side by side. */
const INTERLEAVED: ReadonlySet<string> = new Set([
  'llama',
  'granite',
  'minicpm',
  'internlm2',
  'olmo',
  'deci',
  'arctic',
])

/** Row order of a query or key projection; undefined where rows stay where they are. */
export function rotaryOrder(tensor: StoredTensor, metadata: ModelFiles['metadata']): Int32Array | undefined {
  const architecture = metadata['general.architecture']
  if (typeof architecture !== 'string' || !INTERLEAVED.has(architecture)) return undefined
  const kind = /\.attn_(q|k)\.(?:weight|bias)$/.exec(tensor.name)?.[1]
  if (!kind) return undefined
  const all = metadata[`${architecture}.attention.head_count`]
  const heads = kind === 'k' ? (metadata[`${architecture}.attention.head_count_kv`] ?? all) : all
  const rows = tensor.shape[0] ?? 0
  if (typeof heads !== 'number' || heads < 1 || rows % (heads * 2) !== 0) return undefined
  return interleaved(rows, rows / heads)
}

/** Row (head, j, side) comes from row (head, side · half + j). */
export function interleaved(rows: number, headSize: number): Int32Array {
  const order = new Int32Array(2 * rows)
  const half = headSize / 2
  for (let row = 0; row < rows; row++) {
    const inHead = row % headSize
    order[2 * row + 1] = row - inHead + (inHead & 1) * half + (inHead >> 1)
  }
  return order
}
