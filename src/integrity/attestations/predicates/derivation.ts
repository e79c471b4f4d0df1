import type { StrictRecord } from '../../../bytes/strict-json.ts'
import { recordIn, recordsIn, textIn } from '../json-fields.ts'
import type { ResultDocument } from '../result-document.ts'
import { descriptor, type Descriptor, type NamedBytes } from '../write-statement.ts'
import { isDigest } from './scan.ts'

/** The result as it stands, and which bytes it was compared with; the candidate's files are the subjects. */
export function derivationPredicate({ name, digest, value }: ResultDocument): unknown {
  const { schema: _schema, candidate, reference, ...result } = value
  return {
    result: { ...descriptor({ name, digest }), mediaType: 'application/json' },
    candidate: named(candidate),
    reference: { ...named(reference), files: filesOf(recordIn(value, 'reference')) },
    ...result,
  }
}

export function candidateFiles({ value }: ResultDocument): readonly NamedBytes[] {
  return recordsIn(recordIn(value, 'candidate'), 'files').flatMap(bytesOf)
}

function filesOf(side: StrictRecord | undefined): readonly Descriptor[] {
  return recordsIn(side, 'files').flatMap(bytesOf).map(descriptor)
}

function bytesOf(file: StrictRecord): readonly NamedBytes[] {
  const name = textIn(file, 'name') ?? ''
  const stated = textIn(file, 'digest') ?? ''
  const digest = /^[0-9a-f]{64}$/.test(stated) ? `sha256:${stated}` : stated
  return name !== '' && isDigest(digest) ? [{ name, digest }] : []
}

function named(side: unknown): Readonly<Record<string, unknown>> {
  const { name, revision, purl } = (typeof side === 'object' && side !== null ? side : {}) as Readonly<
    Record<string, unknown>
  >
  return {
    ...(name !== undefined && { name }),
    ...(revision !== undefined && { revision }),
    ...(purl !== undefined && { purl }),
  }
}
