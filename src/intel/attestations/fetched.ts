import { ReadError } from '../../model/read-error.ts'
import { fetchBounded, type Fetched } from '../hub/fetch.ts'
import { isPrivate } from '../hub/host-kind.ts'

/** What an index or a registry has to say of who published something. */
export interface FetchedAttestations {
  readonly bytes: Buffer
  /** Without credentials. */
  readonly address: string
}

/** An answer of an index. Throws `ReadError`. */
export function asked(
  address: string,
  {
    accept,
    maxBytes,
    signal,
  }: { readonly accept: string; readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<Fetched> {
  return fetchBounded(address, { accept, maxBytes, signal, redirects: 'same-server' })
}

/** A page must not make this machine ask what only this machine can reach. Throws `ReadError`. */
export function linked(target: string, page: string): string {
  if (!URL.canParse(target, page)) throw new ReadError('malformed', 'names no address of its attestations')
  const [url, from] = [new URL(target, page), new URL(page)]
  if (url.origin !== from.origin && isPrivate(url.hostname) && !isPrivate(from.hostname))
    throw new ReadError('denied', 'names an address in a private network')
  return url.href
}

export function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw new ReadError('malformed', 'answers with no JSON')
  }
}

/** A field of whatever stands there. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
