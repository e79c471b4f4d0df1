import { UsageError } from '../model/usage-error.ts'
import type { Bom } from './bom.ts'

/** What a document says it is. */
type DocumentKind = 'cyclonedx' | 'spdx'

export interface ParsedDocument {
  readonly kind: DocumentKind
  readonly document: unknown
}

/** Parses a document of either kind. `shown` is its name for messages. */
export function parseDocument(text: string, shown: string): ParsedDocument {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${shown}: is no JSON (${error instanceof Error ? error.message : ''})`, {
      cause: error,
    })
  }
  if (typeof document === 'object' && document !== null) {
    if ('bomFormat' in document) return { kind: 'cyclonedx', document }
    if ('@graph' in document || '@context' in document) return { kind: 'spdx', document }
    if ('spdxVersion' in document)
      throw new UsageError(`${shown}: is SPDX 2, which is not read; SPDX 3.0.1 and CycloneDX are`)
  }
  throw new UsageError(`${shown}: is neither CycloneDX nor SPDX 3 in JSON`)
}

/** Reads a bill of materials back, whatever form it has. */
export async function readDocument(text: string, shown: string): Promise<Bom> {
  const { kind, document } = parseDocument(text, shown)
  if (kind === 'cyclonedx') return (await import('./cyclonedx/read.ts')).readCycloneDx(document, shown)
  return (await import('./spdx/read.ts')).readSpdx(document, shown)
}
