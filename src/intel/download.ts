import { GiB } from '../model/context.ts'
import { overLimit, ReadError } from '../model/read-error.ts'

const MAX_DOWNLOAD = GiB
/** Milliseconds without an answer. */
const PATIENCE = 5 * 60_000

/** What an address answers with. Throws `ReadError`. The message never holds the address: it may carry a password. */
export async function download(address: string, signal: AbortSignal): Promise<Buffer> {
  const response = await ask(address, signal)
  if (!response.ok || !response.body) throw new ReadError('denied', `was answered with ${response.status}`)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body) {
      size += chunk.length
      if (size > MAX_DOWNLOAD) throw overLimit(`answers with more than ${MAX_DOWNLOAD} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof ReadError || signal.aborted) throw error
    throw new ReadError('offline', 'broke off')
  }
  const declared = Number(response.headers.get('content-length') ?? size)
  // A body that was compressed on its way is longer than what was declared.
  if (response.headers.get('content-encoding') === null && declared !== size)
    throw new ReadError('offline', `broke off after ${size} of ${declared} bytes`)
  return Buffer.concat(chunks)
}

async function ask(address: string, signal: AbortSignal): Promise<Response> {
  const { url, authorization } = withoutUser(address)
  try {
    return await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      headers: {
        accept: 'application/zip, application/json',
        ...(authorization && { authorization }),
      },
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new ReadError('offline', `cannot be reached (${reasonOf(error)})`)
  }
}

/** `fetch` refuses addresses with a user in them. */
function withoutUser(address: string): { readonly url: URL; readonly authorization?: string } {
  const url = new URL(address)
  if (url.username === '' && url.password === '') return { url }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = ''
  url.password = ''
  return { url, authorization: `Basic ${Buffer.from(user).toString('base64')}` }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code)
  return error instanceof Error ? error.name : 'unknown'
}
