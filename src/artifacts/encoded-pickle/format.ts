import { memoryBytes } from '../../bytes/bytes.ts'
import { searchText } from '../../bytes/search.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { overLimit } from '../../model/read-error.ts'
import { encodedPickles } from './find.ts'

export interface EncodedPickleFacts {
  /** Pickles that stand in the text. */
  readonly count: number
}

/** A pickle of 17 bytes or more; what stands before it must not belong to a longer run, such as an image. */
const HINT = /(?<![\w+/=-])(?:gA[I-X][\w+/-]{20}|80(?:0[2-5])[0-9a-f]{28})/i
const MAX_FOUND = 1000

/** Text that carries pickles in base64 or hexadecimal digits, as reinforcement learning frameworks write into JSON. */
export const encodedPickle: Format<EncodedPickleFacts> = {
  id: 'encoded-pickle',
  title: 'text with encoded pickles',
  extensions: [],
  onLoad: 'data',
  searches: true,
  rules: [],
  claims,
  *read({ path, bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`${bytes.size} bytes of text in one piece`)
    const text = bytes.read(0, bytes.size).toString('latin1').replaceAll('\0', '')
    let count = 0
    for (const { at, pickle } of encodedPickles(text)) {
      ctx.checkpoint()
      if (++count > MAX_FOUND) throw overLimit(`more than ${MAX_FOUND} encoded pickles`)
      const data = memoryBytes(pickle)
      const entry = { path: memberPath(path, `encoded@${at}`), size: data.size, open: () => data }
      yield { kind: 'child', entry, as: ['pickle'] }
    }
    if (count > 0) yield { kind: 'facts', facts: { count } }
  },
}

/** Only text is asked, and believed only where something decodes. */
function claims({ text, head, bytes }: Sample): Claim {
  if (text === undefined) return 'no'
  return HINT.test(text) || searchText(bytes, head.length, HINT) ? 'yes' : 'no'
}
