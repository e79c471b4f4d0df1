import { type JsonValue, isArray, isObject, member, parseJson } from '../../bytes/json.ts'
import type { Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { ZarrFacts } from './facts.ts'
import { pickleCodec } from './rules/pickle-codec.ts'

/** Metadata of an array or a group of arrays, as Orbax and others store them. Chunks beside it have no header. */
export const zarr: Format<ZarrFacts> = {
  id: 'zarr',
  title: 'Zarr metadata',
  extensions: ['.zarray', '.zmetadata', '.zgroup', '.json'],
  onLoad: 'data',
  rules: [pickleCodec],
  claims: ({ head }) => {
    const begin = head.toString('latin1', 0, 16_384)
    return /^\s*\{/.test(begin) && /"(?:zarr_format"\s*:\s*[23]|zarr_consolidated_format"\s*:)/.test(begin)
      ? 'yes'
      : 'no'
  },
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`metadata of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    yield { kind: 'facts', facts: { codecs: codecsOf(root) } }
  },
}

const KEYS = new Set(['filters', 'compressor', 'codecs'])

function codecsOf(root: JsonValue): { id: string; line: number }[] {
  const codecs: { id: string; line: number }[] = []
  const open: { value: JsonValue; isCodec: boolean }[] = [{ value: root, isCodec: false }]
  while (open.length > 0) {
    const { value, isCodec } = open.pop()!
    if (isArray(value)) for (const item of value.items) open.push({ value: item, isCodec })
    if (!isObject(value)) continue
    const id = member(value, 'id')?.value ?? member(value, 'name')?.value
    if (isCodec && typeof id === 'string' && codecs.length < 10_000)
      codecs.push({ id: id.slice(0, 128), line: value.line })
    for (const { key, value: inner } of value.members)
      open.push({ value: inner, isCodec: isCodec || KEYS.has(key) })
  }
  return codecs
}
