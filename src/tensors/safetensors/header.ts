import { isUtf8 } from 'node:buffer'
import { createNameSet } from '../../bytes/name-set.ts'
import type { Context } from '../../model/context.ts'
import { malformed, ReadError } from '../../model/read-error.ts'
import { dtypeBits, knownDtype, tensorBytes } from './dtypes.ts'
import type { Flaw, FlawKind, TensorFact } from './facts.ts'
import { JsonText } from './json-text.ts'
import { createSpans, type Spans } from '../../bytes/spans.ts'

const LISTED_TENSORS = 50_000
const LISTED_FLAWS = 100
const METADATA_VALUE = 16 * 1024
const METADATA_ENTRIES = 10_000
const MAX_RANK = 256

export interface Header {
  tensorCount: number
  readonly tensors: TensorFact[]
  readonly spans: Spans
  readonly metadata: Record<string, string>
  readonly flaws: Flaw[]
  /** Why the walk stopped early. */
  error?: ReadError
}

/** @param base offset of `text` in the file */
export function readHeader(text: Buffer, base: number, ctx: Context): Header {
  const header: Header = { tensorCount: 0, tensors: [], spans: createSpans(), metadata: {}, flaws: [] }
  try {
    if (!isUtf8(text)) throw malformed('the header is no UTF-8', base)
    if (text[0] !== 0x7b) throw malformed('the header does not begin with {', base)
    walk(new JsonText(text, base), header, ctx)
  } catch (error) {
    if (!(error instanceof ReadError) || error.reason !== 'malformed') throw error
    header.error = error
    addFlaw(header, 'broken-header', error.message, error.offset ?? base)
  }
  return header
}

export function addFlaw(
  header: Pick<Header, 'flaws'>,
  kind: FlawKind,
  says: string,
  start: number,
  end: number = start + 1,
): void {
  if (header.flaws.length < LISTED_FLAWS) header.flaws.push({ kind, says, start, end })
}

function walk(json: JsonText, header: Header, ctx: Context): void {
  const names = createNameSet()
  json.object((name, at) => {
    ctx.checkpoint()
    if (!names.add(name)) addFlaw(header, 'duplicate-key', `${quote(name)} stands twice`, at)
    if (name === '__metadata__') readMetadata(json, header, at)
    else readTensor(json, header, name, at)
  })
  json.end()
}

function readMetadata(json: JsonText, header: Header, at: number): void {
  if (json.peek() !== 0x7b) {
    if (json.peek() !== 0x6e) addFlaw(header, 'metadata-type', '__metadata__ is no object', at)
    return json.skip()
  }
  const keys = createNameSet()
  let count = 0
  json.object((key, keyAt) => {
    if (!keys.add(key)) addFlaw(header, 'duplicate-key', `${quote(key)} stands twice in __metadata__`, keyAt)
    if (json.peek() !== 0x22) {
      addFlaw(header, 'metadata-type', `${quote(key)} of __metadata__ is no string`, keyAt)
      return json.skip()
    }
    const text = json.string()
    if (json.loneSurrogate) json.fail('a value of __metadata__ holds half a surrogate pair')
    if (++count <= METADATA_ENTRIES) define(header.metadata, key, text.slice(0, METADATA_VALUE))
  })
}

/** Keys are hostile: `__proto__` is a key like any other. */
function define(target: Record<string, string>, key: string, value: string): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

function readTensor(json: JsonText, header: Header, name: string, at: number): void {
  if (json.peek() !== 0x7b) {
    addFlaw(header, 'missing-field', `${quote(name)} is no object`, at)
    return json.skip()
  }
  let dtype: string | undefined
  let shape: number[] | undefined
  let offsets: number[] | undefined
  const fields: string[] = []
  json.object((field, fieldAt) => {
    if (fields.includes(field))
      addFlaw(header, 'duplicate-key', `${quote(field)} stands twice in ${quote(name)}`, fieldAt)
    if (fields.length < 64) fields.push(field)
    const isArray = json.peek() === 0x5b
    if (field === 'dtype' && json.peek() === 0x22) dtype = json.string()
    else if (field === 'shape' && isArray) shape = integers(json, header, name)
    else if (field === 'data_offsets' && isArray) offsets = integers(json, header, name)
    else {
      if (!KNOWN_FIELDS.has(field))
        addFlaw(header, 'extra-field', `${quote(name)} has a field ${quote(field)}`, fieldAt)
      json.skip()
    }
  })
  const end = at + 1
  header.tensorCount++
  if (isUnsafeName(name)) addFlaw(header, 'unsafe-name', `a tensor is named ${quote(name)}`, at, end)
  const [first, last] = offsets ?? []
  if (
    dtype === undefined ||
    shape === undefined ||
    first === undefined ||
    last === undefined ||
    offsets?.length !== 2
  )
    return addFlaw(header, 'missing-field', `${quote(name)} lacks its dtype, shape or offsets`, at)
  header.spans.add(first, last, at)
  checkSize(header, { name, dtype, shape, start: first, end: last }, at)
  if (header.tensors.length < LISTED_TENSORS)
    header.tensors.push({ name, dtype: knownDtype(dtype), shape, start: first, end: last })
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set(['dtype', 'shape', 'data_offsets'])

function integers(json: JsonText, header: Header, name: string): number[] {
  const numbers: number[] = []
  json.array(() => {
    const at = json.at
    const literal = json.number()
    const value = /^\d+$/.test(literal) ? Number(literal) : Number.NaN
    if (!Number.isSafeInteger(value))
      addFlaw(header, 'bad-number', `${quote(name)} has ${literal.slice(0, 40)} where a size belongs`, at)
    if (numbers.length >= MAX_RANK) json.fail(`${quote(name)} has more than ${MAX_RANK} dimensions`)
    numbers.push(value)
  })
  return numbers
}

function checkSize(header: Header, tensor: TensorFact, at: number): void {
  const { name, dtype, shape, start, end } = tensor
  const bits = dtypeBits(dtype)
  if (bits === undefined)
    return addFlaw(header, 'unknown-dtype', `${quote(name)} has the unknown type ${quote(dtype)}`, at)
  const size = tensorBytes(shape, bits)
  if (Number.isNaN(start) || Number.isNaN(end) || shape.some(Number.isNaN)) return
  if (size === end - start) return
  const dims = shape.slice(0, 8).join(' x ')
  if (size === 'overflow')
    return addFlaw(header, 'shape-overflow', `the shape ${dims} of ${quote(name)} overflows`, at)
  addFlaw(
    header,
    'size-mismatch',
    `${quote(name)} is ${dims} of ${dtype} and claims ${end - start} bytes`,
    at,
  )
}

/** Tools that write one file a tensor use the name as a path. A slash inside is common and harmless. */
function isUnsafeName(name: string): boolean {
  if (/^\w[\w.-]*$/.test(name)) return false
  if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(name) || /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(name)) return true
  return /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name)
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}
