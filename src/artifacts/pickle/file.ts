import { sliceBytes } from '../../bytes/bytes.ts'
import type { Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import type { Observation } from '../../model/format.ts'
import { byteRange, memberPath } from '../../model/location.ts'
import { malformed, type ReadError } from '../../model/read-error.ts'
import { hasHeader } from './claims.ts'
import type { PickleFacts, PickleFileFacts } from './facts.ts'
import type { NestedBytes } from './machine/evidence.ts'
import { Machine } from './machine/machine.ts'
import { isOpcode } from './opcodes.ts'
import { namesPlausibly } from './plausible.ts'
import { candidates } from './search.ts'
import { readStream } from './stream.ts'

const MAX_STREAMS = 10_000

interface Range {
  readonly start: number
  readonly end: number
}

/** Everything in the file that an unpickler could be pointed at, in order. */
export function* readPickleFile(
  path: string,
  bytes: Bytes,
  ctx: Context,
): Generator<Observation<PickleFileFacts>> {
  const machine = new Machine(bytes, ctx)
  const streams: PickleFacts[] = []
  const stray: Range[] = []
  const nested: NestedBytes[] = []
  let limit: ReadError | undefined
  let at = 0
  while (at < bytes.size && streams.length < MAX_STREAMS) {
    const found = nextStream(machine, bytes, at, ctx)
    const start = found?.facts.start ?? bytes.size
    if (start > at) stray.push({ start: at, end: start })
    if (found === undefined) break
    streams.push(found.facts)
    nested.push(...found.evidence.nested)
    limit ??= found.walk.limit
    at = Math.max(found.facts.end, at + 1)
  }
  if (streams.length === 0) throw malformed('no pickle stream in it', 0)
  yield { kind: 'facts', facts: { streams, stray, loader: 'pickle' } }
  yield* children(path, bytes, nested)
  if (limit !== undefined)
    yield {
      kind: 'gap',
      gap: { at: { path, range: byteRange(limit.offset ?? 0) }, reason: limit.reason, detail: limit.message },
    }
}

type Found = ReturnType<typeof readStream>

/** The stream at `at`, or the next one that can be believed behind it. */
function nextStream(machine: Machine, bytes: Bytes, at: number, ctx: Context): Found | undefined {
  const head = bytes.read(at, 3)
  if (isOpcode(head[0] ?? 0)) {
    const found = readStream(machine, at)
    if (isBelievable(found, at === 0 && hasHeader(head))) return found
  }
  for (const start of candidates(bytes, at + 1, ctx)) {
    const found = readStream(machine, start)
    if (namesPlausibly(found.facts)) return found
  }
  return undefined
}

function isBelievable({ facts }: Found, headed: boolean): boolean {
  if (namesPlausibly(facts)) return true
  return facts.stopped ? headed || facts.opcodes > 2 : headed
}

function* children(
  path: string,
  bytes: Bytes,
  nested: readonly NestedBytes[],
): Generator<Observation<PickleFileFacts>> {
  for (const { at, size, head, callee } of nested) {
    const isPickle = hasHeader(head)
    if (!isPickle && !/load/i.test(callee)) continue
    const data = sliceBytes(bytes, at, size)
    const entry = { path: memberPath(path, `pickle@${at}`), size: data.size, open: () => data }
    yield isPickle ? { kind: 'child', entry, as: ['pickle'] } : { kind: 'child', entry }
  }
}
