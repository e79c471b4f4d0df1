import { malformed } from '../../model/read-error.ts'
import type { ByteInput } from './input.ts'
import { Lzma, lzmaProperties } from './lzma.ts'
import type { Window } from './window.ts'

/** Chunks of LZMA, each of at most 2 MiB, or of plain bytes; a zero ends them. */
export function decodeLzma2(input: ByteInput, window: Window): void {
  let lzma: Lzma | undefined
  for (;;) {
    const start = input.offset
    const control = input.u8()
    if (control === 0) return
    if (control < 0x80) {
      if (control > 2) throw malformed('an LZMA2 chunk of unknown kind', start)
      lzma ??= new Lzma(window, { literalContext: 3, literalPosition: 0, position: 2 })
      if (control === 1) lzma.resetDictionary()
      lzma.literalBytes(input.view(((input.u8() << 8) | input.u8()) + 1))
      continue
    }
    const size = (((control & 0x1f) << 16) | (input.u8() << 8) | input.u8()) + 1
    const packed = ((input.u8() << 8) | input.u8()) + 1
    const reset = (control >> 5) & 3
    if (reset >= 2) {
      const properties = lzmaProperties(input.u8())
      if (properties === undefined) throw malformed('LZMA properties that do not exist', start)
      lzma ??= new Lzma(window, properties)
      lzma.resetState(properties)
    } else if (lzma === undefined) throw malformed('an LZMA2 chunk that continues nothing', start)
    else if (reset === 1) lzma.resetState()
    if (reset === 3) lzma.resetDictionary()
    const data = input.offset
    lzma.range.start(input)
    lzma.decode(size)
    if (input.offset !== data + packed) throw malformed('an LZMA2 chunk is not as long as it says', start)
  }
}
