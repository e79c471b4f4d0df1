import { ReadError } from '../../model/read-error.ts'
import type { Digest } from '../../model/identity.ts'
import { UsageError } from '../../model/usage-error.ts'
import { readStatement } from './read-statement.ts'
import { STATEMENT_V1 } from './statement.ts'

/** A thing by its bytes, as it stands in a statement. */
export interface Descriptor {
  readonly name?: string
  readonly uri?: string
  readonly digest?: Readonly<Record<string, string>>
  readonly mediaType?: string
  readonly annotations?: Readonly<Record<string, unknown>>
}

export interface NamedBytes {
  /** Relative path, `/`-separated, or a package URL. */
  readonly name: string
  readonly digest: Digest
}

export interface StatementDraft {
  readonly subjects: readonly NamedBytes[]
  readonly predicateType: string
  readonly predicate: unknown
}

export function descriptor({ name, digest }: NamedBytes): Descriptor {
  return { name, digest: digestSet(digest) }
}

export function digestSet(digest: Digest): Readonly<Record<string, string>> {
  return { sha256: digest.slice('sha256:'.length) }
}

/**
 * The bytes that are signed: subjects by name, on one line. Throws `UsageError` where no verifier would read them.
 */
export function statementBytes({ subjects, predicateType, predicate }: StatementDraft): Buffer {
  const byName = new Map(subjects.map((subject) => [`${subject.name}\0${subject.digest}`, subject]))
  const subject = [...byName.keys()].toSorted().map((key) => descriptor(byName.get(key)!))
  const bytes = Buffer.from(JSON.stringify({ _type: STATEMENT_V1, subject, predicateType, predicate }))
  try {
    readStatement(bytes)
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    throw new UsageError(`the statement would be one that no verifier reads: ${error.message}`, {
      cause: error,
    })
  }
  return bytes
}
