import { randomUUID } from 'node:crypto'
import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import { descriptorBytes, memoryBytes } from '../bytes.ts'
import { holdMemory, releaseMemory } from './ledger.ts'
import type { Sink } from './window.ts'

/** One decompressed stream in memory. */
const IN_MEMORY = 32 * MiB
/** All streams of one file on disk that are open at the same time: containers in containers. */
const IN_MEMORY_TOGETHER = 64 * MiB

/** Collects decompressed bytes in memory while they are few, else in a file that has no name. */
export class Spill implements Sink {
  size = 0
  #buffer: Buffer = Buffer.alloc(0)
  #held = 0
  #fd: number | undefined
  readonly #ctx: Context

  constructor(ctx: Context) {
    this.#ctx = ctx
    ctx.defer(() => this.close())
  }

  write(chunk: Uint8Array): void {
    if (this.#fd === undefined && !this.#fits(this.size + chunk.length)) this.#moveToDisk()
    if (this.#fd === undefined) this.#buffer.set(chunk, this.size)
    else writeAll(this.#fd, chunk)
    this.size += chunk.length
  }

  /** What was collected; valid until `close`. */
  bytes(): Bytes {
    return this.#fd === undefined
      ? memoryBytes(this.#buffer.subarray(0, this.size))
      : descriptorBytes(this.#fd, this.size)
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd)
    this.#fd = undefined
    this.#release()
  }

  #fits(size: number): boolean {
    if (size <= this.#buffer.length) return true
    const capacity = Math.max(size, Math.min(this.#buffer.length * 2, IN_MEMORY), 4096)
    if (capacity > IN_MEMORY || !holdMemory(this.#ctx, capacity - this.#held, IN_MEMORY_TOGETHER))
      return false
    this.#held = capacity
    const grown = Buffer.allocUnsafe(capacity)
    this.#buffer.copy(grown, 0, 0, this.size)
    this.#buffer = grown
    return true
  }

  #moveToDisk(): void {
    this.#fd = openUnnamed()
    writeAll(this.#fd, this.#buffer.subarray(0, this.size))
    this.#release()
  }

  #release(): void {
    releaseMemory(this.#ctx, this.#held)
    this.#held = 0
    this.#buffer = Buffer.alloc(0)
  }
}

function openUnnamed(): number {
  const path = join(tmpdir(), `assay-${randomUUID()}`)
  try {
    const fd = openSync(path, 'wx+', 0o600)
    unlinkSync(path)
    return fd
  } catch (error) {
    throw noRoom(error)
  }
}

function writeAll(fd: number, chunk: Uint8Array): void {
  try {
    for (let done = 0; done < chunk.length;) done += writeSync(fd, chunk, done)
  } catch (error) {
    throw noRoom(error)
  }
}

function noRoom(error: unknown): ReadError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return new ReadError('limit', `no room for decompressed bytes in the temporary folder (${code})`)
}
