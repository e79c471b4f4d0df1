import type { Divergence } from '../facts.ts'
import type { Input } from './input.ts'
import { straddling } from './straddle.ts'
import { StreamEnd } from './stream-end.ts'

const NO_FRAME: number = Infinity

/** Bytes from `start` to `end` that vanish for a reader. */
export interface Cut {
  readonly start: number
  readonly end: number
}

const MAX_CUTS = 16

type Diverges = (says: string, kind?: Divergence['kind']) => void

/**
 * Frames of protocol 4. Python's unpickler reads a frame as a whole, so that a file stands at its end
 * while the opcodes inside still run; the C unpickler does so unless the file can look ahead.
 */
export class Frames {
  readonly #input: Input
  readonly #diverges: Diverges
  /** Offset at which the frame at hand ends. */
  end: number = NO_FRAME
  /** Where reading goes on behind the frame, if not there: joblib reads arrays from behind it. */
  #resume: number | undefined

  constructor(input: Input, diverges: Diverges) {
    this.#input = input
    this.#diverges = diverges
  }

  cuts: Cut[] = []

  clear(): void {
    this.cuts = []
    this.#leaveFor(undefined)
  }

  begin(size: number): void {
    if (size >= 2 ** 63) throw new StreamEnd('FRAME with a length of 2**63 or more')
    const end = this.#input.offset + size
    if (this.end !== NO_FRAME && this.#input.offset < this.end) {
      this.#diverges('FRAME inside a FRAME')
      if (end <= this.end) return
      this.#cut(this.#input.offset)
    }
    if (end > this.#input.bytes.size)
      this.#diverges('FRAME longer than the data: only the Python unpickler goes on', 'oddity')
    this.end = end
  }

  /** At the end of the frame; true when reading goes on somewhere else. */
  leave(): boolean {
    const resume = this.#resume
    this.#leaveFor(undefined)
    if (resume === undefined) return false
    this.#input.seek(resume)
    return true
  }

  /** No reader goes on from the opcode at `at`, unless it takes its argument from behind the frame. */
  failed(at: number): void {
    if (this.end !== NO_FRAME && straddling(this.#input, at, this.end) !== undefined) this.crossed(at)
  }

  #leaveFor(resume: number | undefined): void {
    this.end = NO_FRAME
    this.#resume = resume
  }

  /** The opcode at `at` took its argument from behind the end of the frame. */
  crossed(at: number): void {
    this.#diverges('an argument crosses the end of its FRAME: readers part ways on what follows')
    const from = straddling(this.#input, at, this.end)
    if (from !== undefined) this.#cut(from)
    this.#leaveFor(undefined)
  }

  /** The C unpickler forgets what is left of a frame when a read does not fit in it, and reads behind it. */
  #cut(from: number): void {
    if (this.cuts.length < MAX_CUTS) this.cuts.push({ start: from, end: this.end })
  }

  /** `leftover`: something still lies on the stack. */
  stopped(leftover: boolean): void {
    if (leftover)
      this.#diverges('leaves values behind at STOP: no pickler does, and pickletools refuses it', 'leftover')
    if (this.#input.offset < this.end && this.end !== NO_FRAME)
      this.#diverges('STOP before the end of its FRAME: the next read starts elsewhere')
  }

  /** Where the file stands for who reads it between two opcodes. */
  get filePosition(): number {
    if (this.#resume !== undefined) return this.#resume
    return this.end === NO_FRAME ? this.#input.offset : this.end
  }

  /** The file was read up to `offset` between two opcodes. */
  readTo(offset: number): void {
    if (this.end !== NO_FRAME && this.#input.offset < this.end) {
      this.#diverges('an array is read from behind a FRAME that goes on')
      this.#resume = offset
      return
    }
    this.#leaveFor(undefined)
    this.#input.seek(offset)
  }
}
