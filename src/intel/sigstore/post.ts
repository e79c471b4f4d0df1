import { overLimit, ReadError } from '../../model/read-error.ts'

/** Milliseconds without an answer. */
const PATIENCE = 60_000
const MAX_ANSWER = 1024 * 1024
const MAX_SHOWN = 200

/**
 * What a service answers a document with. No redirect is followed: the body holds an identity token. Throws
 * `ReadError`; the message names the host only.
 */
export async function post(address: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const { host } = new URL(address)
  let response: Response
  try {
    response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw new ReadError('offline', `${host} cannot be reached`)
  }
  const text = await answerOf(response, host, signal)
  if (!response.ok)
    throw new ReadError('denied', `${host} answers ${response.status}: ${text.slice(0, MAX_SHOWN)}`)
  try {
    return JSON.parse(text)
  } catch {
    throw new ReadError('malformed', `${host} answers with something that is no JSON`)
  }
}

async function answerOf(response: Response, host: string, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > MAX_ANSWER) throw overLimit(`${host} answers with more than ${MAX_ANSWER} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof ReadError || signal.aborted) throw error
    throw new ReadError('offline', `${host} broke off`)
  }
  return Buffer.concat(chunks).toString('utf8')
}
