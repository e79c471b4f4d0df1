import { ReadError, overLimit } from '../../model/read-error.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { isLoopback, isPrivate } from './host-kind.ts'

export interface FetchOptions {
  readonly signal: AbortSignal
  /** After decompression. */
  readonly maxBytes: number
  readonly accept: string
  /** `Bearer` token; goes to the very server of the address and to no other. */
  readonly token?: string
  /** Whether another server may answer instead. Then `Fetched.address` says which did. */
  readonly redirects: 'same-server' | 'anywhere'
}

export interface Fetched {
  readonly body: Buffer
  /** Of what answered in the end, without credentials. */
  readonly address: string
  /** Media type in lower case without parameters, empty when there is none. */
  readonly type: string
  readonly link?: string
}

const MAX_REDIRECTS = 5
/** Milliseconds for the whole answer: a server that drips bytes must not hold a build. */
const PATIENCE = 60_000

/**
 * GET, bounded in size and time. Encrypted unless the server is this machine; credentials never reach another
 * server than the one they were given for. Throws `ReadError` whose message never holds an address.
 */
export async function fetchBounded(address: string, options: FetchOptions): Promise<Fetched> {
  const { response, url, signal } = await respond(address, options)
  return answered(response, url, options, signal)
}

export interface Responded {
  readonly response: Response
  /** What answered in the end, without credentials. */
  readonly url: URL
  /** Ends when the caller's does, or when patience does. */
  readonly signal: AbortSignal
}

/** The answer behind all redirects, whatever its status, with its body still to be read. The same bounds hold. */
export async function respond(
  address: string,
  options: Omit<FetchOptions, 'maxBytes'> & { readonly headers?: Readonly<Record<string, string>> },
): Promise<Responded> {
  const first = addressOf(address)
  const user = basicOf(first)
  const authorization = user ?? (options.token === undefined ? undefined : `Bearer ${options.token}`)
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(PATIENCE)])
  let url = withoutUser(first)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const isFirst = url.origin === first.origin
    const headers = {
      ...options.headers,
      accept: options.accept,
      ...(isFirst && authorization !== undefined && { authorization }),
    }
    const response = await ask(url, headers, signal)
    if (response.status < 300 || response.status > 399) return { response, url, signal }
    const target = response.headers.get('location')
    await response.body?.cancel().catch(() => {})
    if (target === null) throw new ReadError('denied', `was answered with ${response.status}`)
    url = redirected(target, url, first, options)
  }
  throw overLimit(`redirects more than ${MAX_REDIRECTS} times`)
}

function addressOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url) throw new ReadError('malformed', 'is no address')
  checkScheme(url)
  return url
}

function checkScheme(url: URL): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return
  const what =
    url.protocol === 'http:' ? 'is not encrypted: use https' : `cannot be asked over ${url.protocol}`
  throw new ReadError('denied', what)
}

function redirected(
  target: string,
  from: URL,
  first: URL,
  { redirects }: Pick<FetchOptions, 'redirects'>,
): URL {
  const url = URL.canParse(target, from.href) ? new URL(target, from.href) : undefined
  if (!url) throw new ReadError('malformed', 'redirects to what is no address')
  const next = withoutUser(url)
  if (next.origin === from.origin) return next
  if (redirects === 'same-server')
    throw new ReadError('denied', `redirects to another server (${withoutCredentials(next.origin)})`)
  checkScheme(next)
  // A page of a stranger must not make this machine ask what only this machine can reach.
  if (isPrivate(next.hostname) && !isPrivate(first.hostname))
    throw new ReadError('denied', 'redirects into a private network')
  return next
}

async function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, { signal, redirect: 'manual', headers })
  } catch (error) {
    throw failure(error, signal)
  }
}

async function answered(
  response: Response,
  url: URL,
  { maxBytes }: FetchOptions,
  signal: AbortSignal,
): Promise<Fetched> {
  if (!response.ok || !response.body) {
    await response.body?.cancel().catch(() => {})
    throw new ReadError('denied', `was answered with ${response.status}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > maxBytes) throw overLimit(`answers with more than ${maxBytes} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw failure(error, signal)
  }
  const link = response.headers.get('link')
  return {
    body: Buffer.concat(chunks),
    address: withoutCredentials(url.href),
    type: (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase(),
    ...(link !== null && { link }),
  }
}

export function failure(error: unknown, signal: AbortSignal): Error {
  if (isTimeout(signal.reason))
    return new ReadError('offline', `has not answered within ${PATIENCE / 1000} s`)
  if (signal.aborted && error instanceof Error) return error
  const cause = error instanceof Error ? error.cause : undefined
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  return new ReadError('offline', code === '' ? 'broke off' : `cannot be reached or broke off (${code})`)
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError'
}

function basicOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  const user = `${decoded(username)}:${decoded(password)}`
  return `Basic ${Buffer.from(user).toString('base64')}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `fetch` refuses addresses with a user in them. */
function withoutUser(url: URL): URL {
  const bare = new URL(url.href)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}
