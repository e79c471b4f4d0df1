import { memoryBytes } from '../../bytes/bytes.ts'
import { parseJson, type JsonMember, type JsonObject, type JsonValue } from '../../bytes/json.ts'
import { BYTES, VARINT, WireReader, type Field, type Span } from '../../bytes/protobuf/wire.ts'
import { MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'

/**
 * The log that a run keeps on disk, `run-ID.wandb`: all there is of a run that was made offline. Records of the
 * LevelDB log format, each a protobuf message.
 */

/** Configuration and surroundings stand at the start; what follows is the history. */
const MAX_READ = 16 * MiB
const MAX_RECORD = 2 * MiB
const BLOCK = 32 * 1024
const HEADER = 7
export const LOG_MAGIC = ':W&B'

/** Kinds of a piece of a record; 3 stands between first and last. */
const FULL = 1
const FIRST = 2
const LAST = 4

/** Fields of a record. */
const HISTORY = 2
const SUMMARY = 3
const CONFIG = 5
const RUN = 17
const ENVIRONMENT = 26

export interface WandbLog {
  /** As `config.yaml`: `{key: {value}}`. */
  readonly config: JsonObject
  /** As `wandb-metadata.json`. */
  readonly metadata: JsonObject
  /** As `wandb-summary.json`. */
  readonly summary: JsonObject
}

export function readLog(bytes: Bytes, ctx: Context): WandbLog {
  const config = new Map<string, JsonValue>()
  const metadata = new Map<string, JsonValue>()
  const summary = new Map<string, JsonValue>()
  try {
    for (const record of records(bytes, ctx)) readRecord(record, { config, metadata, summary }, ctx)
  } catch (error) {
    // A run that was killed ends inside a record.
    if (!(error instanceof ReadError) || error.reason !== 'malformed') throw error
  }
  const settings = new Map(
    [...config].map(([key, value]) => [key, object(new Map([['value', value]]))] as const),
  )
  return { config: object(settings), metadata: object(metadata), summary: object(summary) }
}

function* records(bytes: Bytes, ctx: Context): Generator<Buffer> {
  const end = Math.min(bytes.size, MAX_READ)
  let pieces: Buffer[] = []
  let length = 0
  for (let at = HEADER; at + HEADER <= end;) {
    ctx.checkpoint()
    const left = BLOCK - (at % BLOCK)
    // What is too short for a header is padding.
    if (left < HEADER) {
      at += left
      continue
    }
    const header = bytes.read(at, HEADER)
    const size = header.readUInt16LE(4)
    const kind = header[6] ?? 0
    if (kind < FULL || kind > LAST || size > left - HEADER) return
    if (kind === FULL || kind === FIRST) {
      pieces = []
      length = 0
    }
    length += size
    if (length <= MAX_RECORD) pieces.push(bytes.read(at + HEADER, size))
    if ((kind === FULL || kind === LAST) && length <= MAX_RECORD) yield Buffer.concat(pieces)
    at += HEADER + size
  }
}

interface Found {
  readonly config: Map<string, JsonValue>
  readonly metadata: Map<string, JsonValue>
  readonly summary: Map<string, JsonValue>
}

function readRecord(record: Buffer, found: Found, ctx: Context): void {
  const reader = new WireReader(memoryBytes(record), () => ctx.checkpoint(), record)
  for (const field of messages(reader, reader.whole)) {
    if (field.number === CONFIG) items(reader, field, record, found.config)
    else if (field.number === SUMMARY || field.number === HISTORY) items(reader, field, record, found.summary)
    else if (field.number === RUN) run(reader, field, record, found)
    else if (field.number === ENVIRONMENT) environment(reader, field, record, found.metadata)
  }
}

function* messages(reader: WireReader, span: Span): Generator<Field> {
  for (const field of reader.fields(span)) if (field.wire === BYTES) yield field
}

const MAX_ITEMS = 5000

/** `update {key, value_json}`, or of a history, where the last value stays. With a nested key it is a part of a value. */
function items(reader: WireReader, message: Field, record: Buffer, into: Map<string, JsonValue>): void {
  for (const update of messages(reader, message)) {
    if (update.number !== 1 || into.size >= MAX_ITEMS) continue
    let key = ''
    let json = ''
    const nested: string[] = []
    for (const field of messages(reader, update)) {
      if (field.number === 1) key = text(record, field)
      else if (field.number === 2 && nested.length < 20) nested.push(text(record, field))
      else if (field.number === 16) json = text(record, field)
    }
    const name = key === '' ? nested.join('.') : nested.length > 0 ? '' : key
    if (name !== '') into.set(name, parsed(json))
  }
}

function run(reader: WireReader, message: Field, record: Buffer, found: Found): void {
  for (const field of messages(reader, message)) {
    if (field.number === 4) items(reader, field, record, found.config)
    else if (field.number === 5) items(reader, field, record, found.summary)
    else if (field.number === 17) found.metadata.set('startedAt', timestamp(reader, field))
    else if (field.number === 21) found.metadata.set('git', repository(reader, field, record))
  }
}

const TEXTS: ReadonlyMap<number, string> = new Map([
  [4, 'docker'],
  [6, 'program'],
  [7, 'codePath'],
  [8, 'codePathLocal'],
  [10, 'email'],
  [13, 'username'],
  [18, 'gpu'],
])

function environment(reader: WireReader, message: Field, record: Buffer, into: Map<string, JsonValue>): void {
  const words: JsonValue[] = []
  for (const field of reader.fields(message)) {
    const name = TEXTS.get(field.number)
    if (field.wire === VARINT && field.number === 19) into.set('gpu_count', field.value)
    if (field.wire !== BYTES) continue
    if (name !== undefined) into.set(name, text(record, field))
    else if (field.number === 3) into.set('startedAt', timestamp(reader, field))
    else if (field.number === 5) words.push(text(record, field))
    else if (field.number === 9) into.set('git', repository(reader, field, record))
  }
  if (words.length > 0) into.set('args', { kind: 'array', line: 0, items: words.slice(0, 1000) })
}

function repository(reader: WireReader, message: Field, record: Buffer): JsonObject {
  const out = new Map<string, JsonValue>()
  for (const field of messages(reader, message)) {
    if (field.number === 1) out.set('remote', text(record, field))
    else if (field.number === 2) out.set('commit', text(record, field))
  }
  return object(out)
}

/** Seconds as ISO 8601. */
function timestamp(reader: WireReader, message: Field): string {
  for (const field of reader.fields(message))
    if (field.number === 1 && field.wire === VARINT && field.value > 0 && field.value < 1e11)
      return new Date(field.value * 1000).toISOString()
  return ''
}

const MAX_TEXT = 64 * 1024

function text(record: Buffer, { start, end }: Span): string {
  return record.toString('utf8', start, Math.min(end, start + MAX_TEXT))
}

function parsed(json: string): JsonValue {
  try {
    return json === '' ? null : parseJson(json).root
  } catch (error) {
    if (error instanceof ReadError) return null
    throw error
  }
}

/** Without lines: the log has none. */
function object(entries: ReadonlyMap<string, JsonValue>): JsonObject {
  return {
    kind: 'object',
    line: 0,
    members: [...entries].map(([key, value]): JsonMember => ({ key, line: 0, value })),
  }
}
