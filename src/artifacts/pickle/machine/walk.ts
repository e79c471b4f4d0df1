import type { ReadError } from '../../../model/read-error.ts'
import type { Cut } from './frames.ts'
import type { Handle } from './handle.ts'

/** How one walk ended. */
export interface Walk {
  readonly start: number
  readonly end: number
  readonly protocol: number
  readonly opcodes: number
  readonly stopped: boolean
  readonly error?: { readonly at: number; readonly says: string }
  /** The walk gave up before the stream did. */
  readonly limit?: ReadError
  /** What STOP returns. */
  readonly value: Handle
  /** Bytes that the C unpickler may drop at the end of a frame. */
  readonly cuts: readonly Cut[]
  /** Where a file stands whose reader took the last frame as a whole. */
  readonly filePosition: number
}
