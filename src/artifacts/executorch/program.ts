import type { FlatReader, Table } from '../../bytes/flatbuffer.ts'
import { overLimit } from '../../model/read-error.ts'
import type { ExecutorchFacts, SegmentFlaw } from './facts.ts'

/** Field numbers of ExecuTorch's `program.fbs`. */
const PROGRAM = { plans: 1, delegateData: 3, segments: 4 } as const
const PLAN = { name: 0, operators: 6, delegates: 7 } as const
const OPERATOR = { name: 0, overload: 1 } as const
const DELEGATE = { id: 0 } as const
const SEGMENT = { offset: 0, size: 1 } as const
const EXTENDED = Buffer.from('eh00')
const EXTENDED_AT = 8
const MAX_NAMES = 10_000

/** Names and segments of a program; its weights and instructions are passed over. */
export function readProgram(reader: FlatReader): ExecutorchFacts {
  const root = reader.root()
  const plans: string[] = []
  const operators = new Set<string>()
  const delegates = new Set<string>()
  for (const plan of reader.tables(root, PROGRAM.plans)) {
    plans.push(reader.text(plan, PLAN.name) ?? '')
    for (const operator of reader.tables(plan, PLAN.operators)) {
      const overload = reader.text(operator, OPERATOR.overload) ?? ''
      const name = reader.text(operator, OPERATOR.name) ?? ''
      operators.add(overload === '' ? name : `${name}.${overload}`)
    }
    for (const delegate of reader.tables(plan, PLAN.delegates))
      delegates.add(reader.text(delegate, DELEGATE.id) ?? '')
    if (plans.length + operators.size + delegates.size > MAX_NAMES)
      throw overLimit(`more than ${MAX_NAMES} names`)
  }
  const { count, flaws } = readSegments(reader, root)
  return {
    identifier: reader.identifier(),
    plans,
    operators: [...operators],
    delegates: [...delegates],
    segments: count,
    flaws,
  }
}

/** Segments lie behind the program, at offsets from where the extended header says. */
function readSegments(reader: FlatReader, root: Table): { count: number; flaws: SegmentFlaw[] } {
  const { bytes } = reader
  const header = bytes.read(EXTENDED_AT, 24)
  const base =
    header.length === 24 && header.subarray(0, 4).equals(EXTENDED) ? header.readBigUInt64LE(16) : 0n
  const flaws: SegmentFlaw[] = []
  let count = 0
  for (const segment of reader.tables(root, PROGRAM.segments)) {
    count++
    const number = (field: number): bigint => {
      const at = reader.field(segment, field)
      return at === undefined ? 0n : reader.u64(at)
    }
    const start = base + number(SEGMENT.offset)
    const end = start + number(SEGMENT.size)
    if (end > BigInt(bytes.size) && flaws.length < 100)
      flaws.push({
        says: `segment ${count - 1} ends at ${end} in a file of ${bytes.size} bytes`,
        at: segment,
      })
  }
  return { count, flaws }
}
