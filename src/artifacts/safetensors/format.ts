import { sliceBytes } from '../../bytes/bytes.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { checkCoverage, type Unclaimed } from '../../tensors/safetensors/coverage.ts'
import type { SafetensorsFacts } from './facts.ts'
import { addFlaw, readHeader, type Header } from '../../tensors/safetensors/header.ts'
import { header as headerRule } from './rules/header.ts'
import { layout } from './rules/layout.ts'
import { metadata as metadataRule } from './rules/metadata.ts'
import { payload } from './rules/payload.ts'
import { unknownField } from './rules/unknown-field.ts'
import { unsafeName } from './rules/unsafe-name.ts'
import { createSpans } from '../../bytes/spans.ts'
import { sightings } from './sightings.ts'

/** The reference implementation refuses longer headers. */
const MAX_HEADER = 100_000_000
const LENGTH_BYTES = 8

export const safetensors: Format<SafetensorsFacts> = {
  id: 'safetensors',
  title: 'safetensors',
  extensions: ['.safetensors'],
  onLoad: 'data',
  rules: [headerRule, layout, payload, metadataRule, unknownField, unsafeName],
  claims,
  inventory: true,
  sightings,
  *read({ path, bytes }, ctx) {
    const lengthField = bytes.read(0, LENGTH_BYTES)
    if (lengthField.length < LENGTH_BYTES) {
      yield { kind: 'facts', facts: refused('ends inside the length of its header', bytes) }
      throw malformed('ends inside the length of its header', 0)
    }
    const declared = lengthField.readBigUInt64LE(0)
    if (declared > BigInt(Math.min(MAX_HEADER, bytes.size - LENGTH_BYTES))) {
      const says = `declares a header of ${declared} bytes, the file has ${bytes.size} and readers take ${MAX_HEADER}`
      yield { kind: 'facts', facts: refused(says, bytes) }
      throw malformed(`declares a header of ${declared} bytes`, 0)
    }
    const length = Number(declared)
    if (length > ctx.limits.structureBytes)
      throw overLimit(`its header has ${length} bytes, ${ctx.limits.structureBytes} are allowed`, 0)
    const header = readHeader(bytes.read(LENGTH_BYTES, length), LENGTH_BYTES, ctx)
    const dataStart = LENGTH_BYTES + length
    const unclaimed = header.error ? [] : checkCoverage(header, dataStart, bytes)
    yield { kind: 'facts', facts: factsOf(header, length, bytes.size - dataStart) }
    if (header.error) throw header.error
    for (const gap of unclaimed) yield asChild(path, bytes, gap)
  },
}

/**
 * The library knows the format by its name alone; what it then needs is a length and a `{`.
 * A length beyond its limit counts only when the text behind it speaks the format's words, and text is never
 * a length: eight letters are far beyond it. Other bytes under the name are read where nobody else knows them,
 * for a length that leads out of the file is an attack on the reader.
 */
function claims({ head, size, name }: Sample): Claim {
  if (size === 0 || isText(head.subarray(0, LENGTH_BYTES))) return 'no'
  const named = name.endsWith('.safetensors') ? 'maybe' : 'no'
  if (size < LENGTH_BYTES + 2) return named
  const plausible = head.readBigUInt64LE(0) <= BigInt(MAX_HEADER)
  if (head[LENGTH_BYTES] === 0x7b && plausible) return 'yes'
  const text = head.toString('latin1', LENGTH_BYTES, 4096)
  return /^\s*\{/.test(text) && /"(?:dtype|data_offsets|__metadata__)"/.test(text) ? 'yes' : named
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13))
}

function refused(says: string, bytes: Bytes): SafetensorsFacts {
  const header: Header = { tensorCount: 0, tensors: [], spans: createSpans(), metadata: {}, flaws: [] }
  addFlaw(header, 'header-length', says, 0, Math.min(LENGTH_BYTES, bytes.size))
  return factsOf(header, 0, Math.max(0, bytes.size - LENGTH_BYTES))
}

function factsOf(header: Header, headerLength: number, dataLength: number): SafetensorsFacts {
  const { tensorCount, tensors, metadata, flaws } = header
  return { headerLength, dataLength, tensorCount, tensors, metadata, flaws }
}

/** What no tensor accounts for is walked like a file: a second model, a program or a pickle hides there. */
function asChild(path: string, bytes: Bytes, { kind, start, end }: Unclaimed): Observation<SafetensorsFacts> {
  const window = sliceBytes(bytes, start, end - start)
  const entry = { path: memberPath(path, `${kind}@${start}`), size: window.size, open: () => window }
  return { kind: 'child', entry }
}
