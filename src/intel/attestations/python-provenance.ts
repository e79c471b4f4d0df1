import { MiB } from '../../model/context.ts'
import { asked, fieldOf, linked, parsed, type FetchedAttestations } from './fetched.ts'

const PAGE = 'application/vnd.pypi.simple.v1+json'
/** Projects with a build for every night have pages of several megabytes. */
const MAX_PAGE = 64 * MiB
const MAX_PROVENANCE = 16 * MiB

export interface PublishedFile {
  /** Address of the simple index, without credentials. */
  readonly index: string
  /** Normalised. */
  readonly project: string
  readonly filename: string
}

/**
 * Provenance of a file as its index publishes it: PEP 740, found by the page of the project (PEP 691). Undefined where
 * the index has the file and no provenance, or not the file. Throws `ReadError`.
 */
export async function pythonProvenance(
  { index, project, filename }: PublishedFile,
  signal: AbortSignal,
): Promise<FetchedAttestations | undefined> {
  const address = `${index.replace(/\/+$/, '')}/${encodeURIComponent(project)}/`
  const page = await asked(address, { accept: PAGE, maxBytes: MAX_PAGE, signal })
  const files = fieldOf(parsed(page.body), 'files')
  const file = Array.isArray(files) ? files.find((one) => fieldOf(one, 'filename') === filename) : undefined
  const provenance = fieldOf(file, 'provenance')
  if (typeof provenance !== 'string') return undefined
  const answer = await asked(linked(provenance, page.address), {
    accept: 'application/vnd.pypi.integrity.v1+json, application/json',
    maxBytes: MAX_PROVENANCE,
    signal,
  })
  return { bytes: answer.body, address: answer.address }
}
