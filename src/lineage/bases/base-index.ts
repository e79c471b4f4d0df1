import * as z from 'zod/mini'
import type { Digest } from '../../model/identity.ts'
import type { ModelFiles } from '../files/model-files.ts'
import { normTensors, type NormTensor } from './norms.ts'

export const BASE_INDEX = 'assay/base-index/1' as const

interface Base {
  readonly name: string
  readonly revision?: string | undefined
  readonly norms: readonly NormTensor[]
}

/** Known base models by their norm tensors: a few kilobytes each, no weights. Sorted by name. */
export interface BaseIndex {
  readonly schema: typeof BASE_INDEX
  readonly bases: readonly Base[]
}

const digest: z.ZodMiniType<Digest> = z.templateLiteral([
  'sha256:',
  z.string().check(z.regex(/^[0-9a-f]{64}$/)),
])
const baseIndexSchema: z.ZodMiniType<BaseIndex> = z.strictObject({
  schema: z.literal(BASE_INDEX),
  bases: z.array(
    z.strictObject({
      name: z.string(),
      revision: z.optional(z.string()),
      norms: z.array(z.strictObject({ name: z.string(), digest, plusOne: digest })),
    }),
  ),
})

/** Throws what zod throws where the text is no index. */
export function parseBaseIndex(text: string): BaseIndex {
  return baseIndexSchema.parse(JSON.parse(text))
}

export async function baseOf(model: ModelFiles, name: string): Promise<Base> {
  const norms = await normTensors(model)
  return { name, ...(model.revision !== undefined && { revision: model.revision }), norms }
}

/** The index with this base, in place of an earlier version of it. */
export function withBase(index: BaseIndex, base: Base): BaseIndex {
  const others = index.bases.filter((b) => b.name !== base.name || b.revision !== base.revision)
  const key = (b: Base): string => `${b.name}\n${b.revision ?? ''}`
  return { ...index, bases: [...others, base].toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) }
}

export interface Likeness {
  readonly name: string
  readonly revision?: string
  /** Norm tensors of the candidate that are this base's, bit for bit, and how many the candidate has. */
  readonly matched: number
  readonly of: number
}

/** Bases that share norm tensors with the candidate, the most first. A fine-tune of all weights shares none. */
export async function identify(candidate: ModelFiles, index: BaseIndex): Promise<Likeness[]> {
  const norms = await normTensors(candidate)
  return index.bases
    .flatMap((base): Likeness[] => {
      const known = new Set<Digest>(base.norms.flatMap((n) => [n.digest, n.plusOne]))
      const matched = norms.filter((n) => known.has(n.digest)).length
      const { name, revision } = base
      return matched > 0
        ? [{ name, ...(revision !== undefined && { revision }), matched, of: norms.length }]
        : []
    })
    .toSorted((a, b) => b.matched - a.matched || (a.name < b.name ? -1 : 1))
}
