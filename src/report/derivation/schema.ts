import * as z from 'zod/mini'
import { STRUCTURE_FLAWS } from '../../lineage/files/model-files.ts'
import { CHAINS } from '../../lineage/mapping/recipe.ts'
import { CLASSES, LEVELS, type Derivation } from '../../lineage/verdict/derivation.ts'

const text = z.string()
const count = z.int().check(z.gte(0))
const share = z.number().check(z.gte(0), z.lte(1))
const figure = z.nullable(z.number())
const subject = z.strictObject({
  name: text,
  revision: z.exactOptional(text),
  purl: z.exactOptional(text),
  files: z.array(
    z.strictObject({
      name: text,
      size: count,
      digest: z.exactOptional(text.check(z.regex(/^sha256:[0-9a-f]{64}$/))),
      identity: z.exactOptional(text),
    }),
  ),
})
const tensor = z.strictObject({
  name: text,
  type: text,
  weights: count,
  compared: count,
  mismatches: count,
  ties: count,
  z: figure,
  verdict: z.enum([...LEVELS, 'extra', 'missing']),
  from: z.array(text),
  relativeError: figure,
  cosine: figure,
  rows: z.array(z.strictObject({ first: count, last: count, mismatches: count })),
  says: z.array(text),
})
const field = z.strictObject({
  area: z.enum(['hyperparameter', 'tokenizer', 'chat-template', 'adapter', 'other']),
  field: text,
  official: text,
  candidate: text,
  weight: z.enum(['deviates', 'note']),
})
const flaw = z.strictObject({
  kind: z.enum(STRUCTURE_FLAWS),
  file: text,
  tensor: z.exactOptional(text),
  says: text,
})
const confidence = z.strictObject({
  coverage: z.enum(['full', 'sampled']),
  compared: share,
  sampled: z.exactOptional(z.strictObject({ share, probability: share, seed: text, bytes: count })),
  statement: text,
})

/** `assay/derivation/1`. The published JSON Schema is made from it; it accepts exactly what `Derivation` is. */
export const derivationSchema: z.ZodMiniType<Derivation> = z.strictObject({
  schema: z.literal('assay/derivation/1'),
  level: z.enum(LEVELS),
  class: z.enum(CLASSES),
  says: text,
  candidate: subject,
  reference: subject,
  chain: z.nullable(z.enum(CHAINS)),
  tensors: z.array(tensor),
  unmapped: z.array(text),
  missing: z.array(text),
  fields: z.array(field),
  structure: z.array(flaw),
  confidence,
  freedom: z.array(text),
})

export function derivationJsonSchema(): object {
  return { ...z.toJSONSchema(derivationSchema), title: 'assay/derivation/1' }
}
