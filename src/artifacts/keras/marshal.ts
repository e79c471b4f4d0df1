import { malformed } from '../../model/read-error.ts'

/** What a code object says about itself without being run. */
export interface CodeNames {
  readonly names: string[]
  readonly strings: string[]
}

/** Fields of a code object before and after its last objects, by version of Python: the format does not say which. */
interface Layout {
  readonly ints: number
  /** Objects between the integers and the line number. */
  readonly objects: number
  /** Position of the names among the objects. */
  readonly names: number
  readonly trailing: number
}

const LAYOUTS: readonly Layout[] = [
  { ints: 5, objects: 8, names: 2, trailing: 2 }, // 3.11 and later
  { ints: 6, objects: 8, names: 2, trailing: 1 }, // 3.8 to 3.10
  { ints: 5, objects: 8, names: 2, trailing: 1 }, // 3.0 to 3.7
  { ints: 4, objects: 8, names: 2, trailing: 1 }, // 2.x
]

const MAX_OBJECTS = 200_000
const MAX_DEPTH = 200
const MAX_COLLECTED = 2000

/** Names and text constants of marshalled code, nested functions included; throws `malformed` for anything else. */
export function readCodeNames(data: Buffer): CodeNames {
  for (const layout of LAYOUTS) {
    try {
      const reader = createReader(data, layout)
      reader.object(0)
      // Trailing bytes mean that a shorter layout matched by chance.
      if (reader.done() && reader.found.code) return reader.found
    } catch {
      // The next layout may fit.
    }
  }
  throw malformed('no marshalled code of a known Python')
}

type Value = string | Buffer | readonly Value[] | undefined

function createReader(
  data: Buffer,
  layout: Layout,
): { object(depth: number): Value; done(): boolean; found: CodeNames & { code: boolean } } {
  const found: CodeNames & { code: boolean } = { names: [], strings: [], code: false }
  const refs: Value[] = []
  const interned: Value[] = []
  let at = 0
  let objects = 0

  function take(n: number): Buffer {
    if (!(n >= 0) || at + n > data.length) throw malformed('ends early', at)
    at += n
    return data.subarray(at - n, at)
  }
  const u8 = (): number => take(1)[0]!
  const i32 = (): number => take(4).readInt32LE(0)

  function sequence(length: number, depth: number): Value[] {
    if (length < 0 || length > data.length) throw malformed('a length past the end', at)
    return Array.from({ length }, () => object(depth + 1))
  }

  function code(depth: number): Value {
    take(4 * layout.ints)
    for (let i = 0; i < layout.objects; i++) {
      const value = object(depth + 1)
      if (i === 1) collect(value, found.strings)
      if (i === layout.names) collect(value, found.names)
    }
    take(4)
    for (let i = 0; i < layout.trailing; i++) object(depth + 1)
    found.code = true
    return undefined
  }

  function object(depth: number): Value {
    if (depth > MAX_DEPTH || ++objects > MAX_OBJECTS) throw malformed('nested without end', at)
    const byte = u8()
    // The slot is taken before the contents are read: contents may refer to it.
    const slot = byte & 0x80 ? refs.push(undefined) - 1 : undefined
    const value = body(String.fromCharCode(byte & 0x7f), depth)
    if (slot !== undefined) refs[slot] = value
    return value
  }

  function body(type: string, depth: number): Value {
    switch (type) {
      case '0':
      case 'N':
      case 'T':
      case 'F':
      case 'S':
      case '.':
        return undefined
      case 'i':
        take(4)
        return undefined
      case 'I':
      case 'g':
        take(8)
        return undefined
      case 'y':
        take(16)
        return undefined
      case 'f':
        take(u8())
        return undefined
      case 'x':
        take(u8())
        take(u8())
        return undefined
      case 'l':
        take(2 * Math.abs(i32()))
        return undefined
      case 's':
        return take(i32())
      case 't': {
        const text = take(i32()).toString('utf8')
        interned.push(text)
        return text
      }
      case 'u':
      case 'a':
      case 'A':
        return take(i32()).toString('utf8')
      case 'z':
      case 'Z':
        return take(u8()).toString('utf8')
      case 'r':
        return refs[i32()]
      case 'R':
        return interned[i32()]
      case ')':
        return sequence(u8(), depth)
      case '(':
      case '[':
      case '<':
      case '>':
        return sequence(i32(), depth)
      case ':':
        return sequence(3, depth)
      case '{':
        while (data[at] !== 0x30) {
          object(depth + 1)
          object(depth + 1)
        }
        take(1)
        return undefined
      case 'c':
        return code(depth)
      default:
        throw malformed(`marshal type ${JSON.stringify(type)}`, at)
    }
  }

  return { object, found, done: () => at === data.length }
}

function collect(value: Value, into: string[]): void {
  if (typeof value === 'string') {
    if (into.length < MAX_COLLECTED && !into.includes(value)) into.push(value)
  } else if (Buffer.isBuffer(value)) collect(value.toString('latin1'), into)
  else if (Array.isArray(value)) for (const item of value as readonly Value[]) collect(item, into)
}
