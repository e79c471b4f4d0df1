import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { ReadError } from '../../model/read-error.ts'
import { isLoopback } from '../hub/host-kind.ts'
import { endsWith, nextBatch, type Batch } from './log-lines.ts'
import { readPosition, writePosition } from './position.ts'

export interface Delivery {
  /** File of events, a line each. */
  readonly log: string
  readonly url: string
  /** Goes to the very server of the address. */
  readonly token?: string
  readonly signal: AbortSignal
  /** Milliseconds before each further attempt. */
  readonly pauses?: readonly number[]
}

export interface Delivered {
  readonly sent: number
  /** Why not everything was: it stays in the log, and the next delivery begins there. */
  readonly problem?: string
}

const PAUSES: readonly number[] = [1000, 5000, 30_000]
/** Milliseconds for one answer. */
const PATIENCE = 30_000
/** Somebody who delivers for longer was killed. */
const ABANDONED = 10 * 60_000

/**
 * Sends all lines that were not sent, as they stand in the log, so that the server can follow the chain. A line may
 * come twice: its digest tells. One process at a time; a second one leaves it to the first. Throws `ReadError` for an
 * address that nothing is sent to.
 */
export async function deliverEvents(delivery: Delivery): Promise<Delivered> {
  const { log, pauses = PAUSES } = delivery
  const url = addressOf(delivery.url)
  const server = `${url.origin}${url.pathname}`
  if (!statSync(log, { throwIfNoEntry: false })) return { sent: 0 }
  const turn = `${log}.delivering`
  if (!takeTurn(turn)) return { sent: 0 }
  let sent = 0
  try {
    const known = readPosition(log, server)
    let offset = known && endsWith(log, known.offset, known.digest) ? known.offset : 0
    for (let batch = nextBatch(log, offset); batch; batch = nextBatch(log, offset)) {
      const problem = await patiently(batch, url, delivery, pauses)
      if (problem !== undefined) return { sent, problem }
      offset = batch.offset
      sent += batch.count
      writePosition(log, { server, offset, digest: batch.digest })
    }
    return { sent }
  } finally {
    rmSync(turn, { force: true })
  }
}

/** Events say which models a company runs: they travel encrypted, or do not leave the machine. */
function addressOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url) throw new ReadError('malformed', 'is no address')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new ReadError('denied', 'is not encrypted: use https')
  if (url.username !== '' || url.password !== '')
    throw new ReadError('denied', 'holds a password: put the token into ASSAY_EVENTS_TOKEN')
  return url
}

async function patiently(
  batch: Batch,
  url: URL,
  delivery: Delivery,
  pauses: readonly number[],
): Promise<string | undefined> {
  for (const pause of [...pauses, undefined]) {
    const { problem, isFinal } = await attempt(batch, url, delivery)
    if (problem === undefined || isFinal || pause === undefined) return problem
    try {
      await sleep(pause, undefined, { signal: delivery.signal })
    } catch {
      return problem
    }
  }
  return undefined
}

interface Attempt {
  readonly problem?: string
  /** Another attempt would end the same way. */
  readonly isFinal: boolean
}

async function attempt(batch: Batch, url: URL, { token, signal }: Delivery): Promise<Attempt> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(batch.lines),
      // Whom it redirects to was not configured.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
      headers: {
        'content-type': 'application/x-ndjson',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    })
    await response.body?.cancel().catch(() => {})
    if (response.ok) return { isFinal: true }
    const mayPass = response.status >= 500 || response.status === 429 || response.status === 408
    return { problem: `the server answered with ${response.status}`, isFinal: !mayPass }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    return { problem: `the server was not reached (${code})`, isFinal: signal.aborted }
  }
}

function takeTurn(turn: string): boolean {
  const take = (): boolean => {
    try {
      closeSync(openSync(turn, 'wx', 0o600))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }
  if (take()) return true
  const began = statSync(turn, { throwIfNoEntry: false })?.mtimeMs
  if (began !== undefined && Date.now() - began < ABANDONED) return false
  rmSync(turn, { force: true })
  return take()
}
