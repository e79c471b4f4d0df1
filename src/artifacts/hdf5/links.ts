import { malformed } from '../../model/read-error.ts'
import { Fields } from './fields.ts'
import type { Widths } from './fields.ts'

export type Link =
  | { readonly kind: 'hard'; readonly name: string; readonly address: number }
  | { readonly kind: 'soft'; readonly name: string; readonly target: string }
  | { readonly kind: 'external'; readonly name: string; readonly file: string; readonly target: string }
  | { readonly kind: 'user-defined'; readonly name: string; readonly type: number }

/** A link message, as it stands in an object header or in the fractal heap of a large group. */
export function readLink(data: Buffer, widths: Widths, start: number): Link | undefined {
  const fields = new Fields(data, widths, start)
  if (fields.u8() !== 1) throw malformed('a link message of an unknown version', start)
  const flags = fields.u8()
  const type = flags & 8 ? fields.u8() : 0
  if (flags & 4) fields.skip(8)
  if (flags & 16) fields.skip(1)
  const name = fields.take(fields.uint(1 << (flags & 3))).toString('utf8')
  if (type === 0) {
    const address = fields.address()
    return address === undefined ? undefined : { kind: 'hard', name, address }
  }
  const value = fields.take(fields.u16())
  if (type === 1) return { kind: 'soft', name, target: value.toString('utf8') }
  if (type !== 64) return { kind: 'user-defined', name, type }
  const parts = new Fields(value, widths, start)
  parts.skip(1)
  return { kind: 'external', name, file: parts.cstring(), target: parts.cstring() }
}
