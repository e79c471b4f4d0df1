import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { shortSha256 } from '../../../bytes/short-sha256.ts'
import type { Digest } from '../../../model/identity.ts'
import type { LoadEvent } from './load-event.ts'

/** Two starts at the same moment wait for each other this long, in milliseconds; then the chain forks. */
const PATIENCE = 250
/** A process that holds the log for longer was killed. */
const ABANDONED = 5000
const TAIL = 16 * 1024
/** Lines longer than this are hashed by OpenSSL, which takes longer to load and is faster. */
const SHORT = 16 * 1024

/**
 * Adds a line to the log in one write, chained to the line before. What says something new waits until it is on the
 * disk; one more start of what is known is left to the kernel, which writes it within seconds whatever becomes of this
 * process. Throws what the file system throws.
 */
export function appendEvent(file: string, event: Omit<LoadEvent, 'previous'>): void {
  const fd = openLog(file)
  const turn = `${file}.turn`
  let hasTurn = false
  try {
    if (!fstatSync(fd).isFile()) throw new Error('is no regular file')
    hasTurn = takeTurn(turn)
    const { line, torn } = lastLine(fd)
    const previous: Digest | null = line === '' ? null : `sha256:${lineDigest(line)}`
    const text = `${torn ? '\n' : ''}${eventLine({ ...event, previous })}\n`
    const data = Buffer.from(text, 'utf8')
    // One write: a reader never sees half a line of a living writer.
    if (writeSync(fd, data) !== data.length) throw new Error('no space left for the whole event')
    if (hasTurn) unlinkSync(turn)
    hasTurn = false
    if (event.checked === 'hashed' || event.outcome === 'refused') fsyncSync(fd)
  } finally {
    if (hasTurn) unlinkSync(turn)
    closeSync(fd)
  }
}

function openLog(file: string): number {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants
  const open = (): number => openSync(file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600)
  try {
    return open()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return open()
  }
}

/** Digest of a line without its line break, in hex. */
export function lineDigest(line: string): string {
  if (line.length <= SHORT) return shortSha256(line)
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(line).digest('hex')
}

/** ASCII alone: whatever stands in a path, a terminal that shows the log obeys nothing. */
function eventLine(event: LoadEvent): string {
  return JSON.stringify(event).replaceAll(
    /[^\x20-\x7e]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A file that only one process can make. False when it did not get it: the log is written all the same. */
function takeTurn(turn: string): boolean {
  for (const start = Date.now(); ;) {
    try {
      closeSync(openSync(turn, 'wx', 0o600))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
    const age = Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > ABANDONED) remove(turn)
    else if (Date.now() - start > PATIENCE) return false
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  }
}

function remove(turn: string): void {
  try {
    unlinkSync(turn)
  } catch {
    // Somebody else was faster.
  }
}

/** The last line that is not empty; torn when no line break ends it. */
function lastLine(fd: number): { readonly line: string; readonly torn: boolean } {
  const { size } = fstatSync(fd)
  if (size === 0) return { line: '', torn: false }
  for (let length = Math.min(size, TAIL); ; length = Math.min(size, length * 8)) {
    const data = Buffer.alloc(length)
    const text = data.toString('latin1', 0, readSync(fd, data, 0, length, size - length))
    const torn = !text.endsWith('\n')
    const line = text.trimEnd()
    const start = line.lastIndexOf('\n')
    if (start >= 0 || length === size) return { line: line.slice(start + 1), torn }
  }
}
