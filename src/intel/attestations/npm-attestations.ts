import { MiB } from '../../model/context.ts'
import { asked, fieldOf, parsed, type FetchedAttestations } from './fetched.ts'

const MAX_MANIFEST = 16 * MiB
const MAX_ATTESTATIONS = 16 * MiB

export interface PublishedPackage {
  /** Address of the registry, without credentials. */
  readonly registry: string
  /** With its scope. */
  readonly name: string
  readonly version: string
}

/**
 * Attestations of a version as its registry publishes them. The manifest names their address; as npm does, only its
 * path is taken, so that a mirror is asked itself. Undefined where there are none. Throws `ReadError`.
 */
export async function npmAttestations(
  { registry, name, version }: PublishedPackage,
  signal: AbortSignal,
): Promise<FetchedAttestations | undefined> {
  const base = registry.replace(/\/+$/, '')
  const manifest = await asked(`${base}/${name.replace('/', '%2f')}/${encodeURIComponent(version)}`, {
    accept: 'application/json',
    maxBytes: MAX_MANIFEST,
    signal,
  })
  const attestations = fieldOf(fieldOf(parsed(manifest.body), 'dist'), 'attestations')
  const stated = fieldOf(attestations, 'url')
  if (typeof stated !== 'string' || !URL.canParse(stated)) return undefined
  const { pathname } = new URL(stated)
  const answer = await asked(new URL(pathname, base).href, {
    accept: 'application/json',
    maxBytes: MAX_ATTESTATIONS,
    signal,
  })
  return { bytes: answer.body, address: answer.address }
}
