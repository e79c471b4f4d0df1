import { malformed, ReadError } from '../../model/read-error.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { failure, respond } from './fetch.ts'

/** A file behind HTTP of which ranges are read. */
export interface HttpFile {
  /** Address without credentials. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** What the server says the bytes are bound to. */
  readonly identity?: string
  /** Exactly these bytes of the file that was opened. Rejects with a `ReadError` otherwise. */
  read(offset: number, length: number): Promise<Uint8Array>
  close(): void
}

export interface HttpFileOptions {
  readonly address: string
  /** Goes to the server of the address and no other. */
  readonly token?: string
  readonly signal: AbortSignal
}

const TRIES = 3

/** What must not change from one answer to the next. */
interface State {
  readonly size: number
  readonly tag: string | undefined
}

/**
 * Opens a file by asking for its first byte. A server that gives no ranges is refused: it would send the whole file for
 * each. So is one whose file changes from one request to the next.
 */
export async function openHttpFile(options: HttpFileOptions): Promise<HttpFile> {
  const name = withoutCredentials(options.address)
  const { state } = await ranged(options, 0, 1, undefined)
  return {
    name,
    size: state.size,
    ...(state.tag !== undefined && { identity: `etag ${state.tag}` }),
    async read(offset, length) {
      if (offset + length > state.size) throw malformed(`${name} ends at ${state.size}`, state.size)
      if (length === 0) return new Uint8Array()
      for (let attempt = 1; ; attempt++) {
        try {
          return (await ranged(options, offset, length, state)).body
        } catch (error) {
          const again =
            error instanceof ReadError &&
            error.reason === 'offline' &&
            attempt < TRIES &&
            !options.signal.aborted
          if (!again) throw error
        }
      }
    },
    close: () => {},
  }
}

async function ranged(
  { address, token, signal }: HttpFileOptions,
  offset: number,
  length: number,
  opened: State | undefined,
): Promise<{ readonly body: Uint8Array; readonly state: State }> {
  const name = withoutCredentials(address)
  const headers = { range: `bytes=${offset}-${offset + length - 1}`, 'accept-encoding': 'identity' }
  const { response, signal: patience } = await respond(address, {
    signal,
    accept: '*/*',
    redirects: 'anywhere',
    headers,
    ...(token !== undefined && { token }),
  })
  const given = contentRange(response.headers.get('content-range'))
  const problem =
    response.status === 200
      ? 'ignores ranges and would send the whole file'
      : response.status !== 206
        ? `was answered with ${response.status}`
        : given?.start !== offset || given.end !== offset + length - 1
          ? 'answers with another range than was asked for'
          : undefined
  if (problem !== undefined || !given) {
    await response.body?.cancel().catch(() => {})
    throw new ReadError('denied', `${name} ${problem}`)
  }
  const state = {
    size: given.total,
    tag: response.headers.get('etag') ?? response.headers.get('last-modified') ?? undefined,
  }
  if (opened && (state.size !== opened.size || state.tag !== opened.tag)) {
    await response.body?.cancel().catch(() => {})
    throw new ReadError('denied', `${name} changed while it was read`)
  }
  return { body: await exactly(response, length, name, patience), state }
}

async function exactly(
  response: Response,
  length: number,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const body = new Uint8Array(length)
  let done = 0
  try {
    for await (const chunk of response.body ?? []) {
      if (done + chunk.length > length) throw new ReadError('denied', `${name} sends more than was asked for`)
      body.set(chunk, done)
      done += chunk.length
    }
  } catch (error) {
    throw error instanceof ReadError ? error : failure(error, signal)
  }
  if (done < length) throw new ReadError('offline', `${name} broke off after ${done} of ${length} bytes`)
  return body
}

function contentRange(
  header: string | null,
): { readonly start: number; readonly end: number; readonly total: number } | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header ?? '')
  return match ? { start: Number(match[1]), end: Number(match[2]), total: Number(match[3]) } : undefined
}
