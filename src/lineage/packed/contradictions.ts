import type { StoredTensor, StructureFlaw } from '../files/model-files.ts'
import type { Declared } from './declared.ts'
import type { Claimed } from './logical-model.ts'

/** Where the configuration says otherwise than the tensors, whose word counts. */
export function contradictions(
  declared: Declared,
  claimed: readonly Claimed[],
  tensors: readonly StoredTensor[],
): StructureFlaw[] {
  const { file, method, bits, groupSize } = declared
  if (file === undefined) return []
  const flaw = (says: string): StructureFlaw => ({ kind: 'metadata-contradiction', file, says })
  const codes = claimed.filter(({ tensor }) => (tensor.parts?.length ?? 0) > 1)
  if (codes.length === 0)
    // What is stored in another way than is known here contradicts nothing.
    return method === undefined || !tensors.every(isPlain)
      ? []
      : [flaw(`declares weights quantised by ${JSON.stringify(method)}, and there are none`)]
  const titles = [...new Set(codes.map((c) => c.format.title))]
  const known = method !== undefined && KNOWN.has(method)
  const fits = codes.some(({ format }) => method !== undefined && format.methods.includes(method))
  if (known && !fits)
    return [flaw(`declares ${JSON.stringify(method)}, the weights are stored as ${titles.join(' and ')}`)]
  const ofMethod = codes.filter(({ format }) => method === undefined || format.methods.includes(method))
  return [
    ...(bits !== undefined &&
    ofMethod.every(({ tensor }) => bitsOf(tensor.type) !== undefined && bitsOf(tensor.type) !== bits)
      ? [
          flaw(
            `declares ${bits} bits, the codes have ${[...new Set(ofMethod.map((c) => bitsOf(c.tensor.type)))].join(' or ')}`,
          ),
        ]
      : []),
    ...(groupSize !== undefined && ofMethod.every((c) => groupOf(c) !== undefined && groupOf(c) !== groupSize)
      ? [
          flaw(
            `declares groups of ${groupSize}, the scales have groups of ${[...new Set(ofMethod.map(groupOf))].join(' or ')}`,
          ),
        ]
      : []),
  ]
}

const KNOWN: ReadonlySet<string> = new Set([
  'gptq',
  'awq',
  'bitsandbytes',
  'fp8',
  'mxfp4',
  'compressed-tensors',
  'mlx',
])

function bitsOf(type: string): number | undefined {
  const bits = /^(?:gptq|awq|mlx)-(\d)/.exec(type)?.[1]
  return bits === undefined ? undefined : Number(bits)
}

/** Weights that share a scale, for the formats that declare it. */
function groupOf({ tensor, format }: Claimed): number | undefined {
  if (!['GPTQ', 'AWQ', 'MLX'].includes(format.title)) return undefined
  const scales = tensor.parts?.find((p) => p.name.endsWith('.scales'))
  const groups = format.title === 'MLX' ? scales?.shape.at(-1) : scales?.shape[0]
  return groups === undefined ? undefined : Math.ceil((tensor.shape.at(-1) ?? 0) / groups)
}

function isPlain({ type }: StoredTensor): boolean {
  return /^(?:B?F16|F32|F64)$/.test(type)
}
