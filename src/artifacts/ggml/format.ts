import type { Context } from '../../model/context.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { ReadError } from '../../model/read-error.ts'
import type { GgmlFacts, GgmlMagic } from './facts.ts'
import { layout } from './rules/layout.ts'
import { findRecords } from './tensor-records.ts'
import { vocabularyEnd } from './whisper-vocabulary.ts'

/** Little-endian numbers, so they stand backwards in the file. */
const MAGICS: ReadonlyMap<string, GgmlMagic> = new Map<string, GgmlMagic>([
  ['lmgg', 'ggml'],
  ['fmgg', 'ggmf'],
  ['tjgg', 'ggjt'],
  ['algg', 'ggla'],
])

export const ggml: Format<GgmlFacts> = {
  id: 'ggml',
  title: 'GGML',
  extensions: ['.ggml'],
  onLoad: 'data',
  rules: [layout],
  claims: ({ head, size }: Sample): Claim =>
    size > 16 && MAGICS.has(head.toString('latin1', 0, 4)) && head[7] === 0 ? 'yes' : 'no',
  *read({ bytes }, ctx) {
    const { magic, version } = opening(bytes)
    const records =
      findRecords(bytes, magic === 'ggjt' || magic === 'ggla', ctx) ?? withoutTensors(bytes, magic, ctx)
    if (!records)
      throw new ReadError('unsupported', 'an older GGML file without a tensor table that is known')
    const { start, end, count } = records
    yield {
      kind: 'facts',
      facts: {
        magic,
        ...(version !== undefined && { version }),
        tableStart: start,
        tensorCount: count,
        tableEnd: end,
        size: bytes.size,
      },
    }
  },
}

/** A vocabulary alone, up to the last byte. */
function withoutTensors(
  bytes: Bytes,
  magic: GgmlMagic,
  ctx: Pick<Context, 'checkpoint'>,
): { start: number; end: number; count: number } | undefined {
  if (magic !== 'ggml' || vocabularyEnd(bytes, ctx) !== bytes.size) return undefined
  return { start: bytes.size, end: bytes.size, count: 0 }
}

function opening(bytes: Bytes): { magic: GgmlMagic; version: number | undefined } {
  const head = bytes.read(0, 8)
  const magic = MAGICS.get(head.toString('latin1', 0, 4)) ?? 'ggml'
  return { magic, version: magic === 'ggml' ? undefined : head.readUInt32LE(4) }
}
