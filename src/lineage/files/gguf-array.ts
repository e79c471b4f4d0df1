import type { Bytes } from '../../model/entry.ts'
import { overLimit } from '../../model/read-error.ts'
import { GgufCursor } from '../../tensors/gguf/cursor.ts'
import type { MetadataValue } from '../../tensors/gguf/facts.ts'
import { readScalar, STRING, type ArrayPlace } from '../../tensors/gguf/walk.ts'

/** The largest vocabularies have 300,000 entries, their merge tables twice that. */
const MOST = 4_000_000
const TEXT = 64 * 1024

/** The values of an array of scalars or strings. Nested arrays are read as nothing: no vocabulary has them. */
export function readArray(bytes: Bytes, { type, count, start }: ArrayPlace): readonly MetadataValue[] {
  if (count > MOST) throw overLimit(`an array of ${count} values`, start)
  const cursor = new GgufCursor(bytes, start, bytes.size, { big: false, wide: true })
  const values: MetadataValue[] = []
  for (let i = 0; i < count; i++)
    values.push(type === STRING ? cursor.text(cursor.count(), TEXT) : readScalar(cursor, type))
  return values
}
