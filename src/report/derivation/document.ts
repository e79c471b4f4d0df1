import type { Derivation, TensorResult } from '../../lineage/verdict/derivation.ts'

/** Numbers in names count as numbers: layer 2 stands before layer 10. */
const NATURAL: Intl.Collator = new Intl.Collator('en', { numeric: true })

/** What is published: sorted, and every number finite. */
export function documentOf(result: Derivation): Derivation {
  const { candidate, reference, tensors, unmapped, missing, fields, structure, confidence } = result
  return {
    ...result,
    candidate: { ...candidate, files: candidate.files.toSorted(byName) },
    reference: { ...reference, files: reference.files.toSorted(byName) },
    tensors: tensors.map(finite).toSorted(byName),
    unmapped: unmapped.toSorted(compare),
    missing: missing.toSorted(compare),
    fields: fields.toSorted((a, b) => compare(a.area, b.area) || compare(a.field, b.field)),
    structure: structure.toSorted(
      (a, b) => compare(a.file, b.file) || compare(a.kind, b.kind) || compare(a.tensor ?? '', b.tensor ?? ''),
    ),
    confidence: { ...confidence, compared: Number.isFinite(confidence.compared) ? confidence.compared : 0 },
  }
}

function finite(tensor: TensorResult): TensorResult {
  const { z, relativeError, cosine } = tensor
  return { ...tensor, z: orNull(z), relativeError: orNull(relativeError), cosine: orNull(cosine) }
}

function orNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(a.name, b.name)
}

/** Names that only differ in how they are written still have one order. */
export function compare(a: string, b: string): number {
  return NATURAL.compare(a, b) || (a < b ? -1 : Number(a > b))
}
