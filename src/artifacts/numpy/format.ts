import { sliceBytes } from '../../bytes/bytes.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import type { ArrayFact, Flaw, NumpyFacts } from './facts.ts'
import { readArrayHeader, type ArrayHeader } from './header.ts'
import { header as headerRule } from './rules/header.ts'
import { headerCode } from './rules/header-code.ts'
import { objects } from './rules/objects.ts'
import { size } from './rules/size.ts'

const MAGIC = Buffer.from('\x93NUMPY', 'latin1')
/** numpy refuses to evaluate more than 10,000 characters unless told otherwise; wide records stay below this. */
const MAX_HEADER = 4 * 1024 * 1024

export const numpy: Format<NumpyFacts> = {
  id: 'numpy',
  title: 'numpy array',
  extensions: ['.npy'],
  onLoad: 'data',
  rules: [headerCode, headerRule, objects, size],
  claims,
  *read({ path, bytes }) {
    const { text, dataStart, version } = headerText(bytes)
    const flaws: Flaw[] = []
    const header = readArrayHeader(text, dataStart - text.length, flaws)
    const rest = sliceBytes(bytes, dataStart)
    const array = header && arrayFact(header, rest.size)
    const end = array && checkSize(array, dataStart, flaws)
    yield { kind: 'facts', facts: { version, header: text.slice(0, 2000), ...(array && { array }), flaws } }
    // Where the type is in doubt, a loader could take the rest for objects.
    if (!array || array.holdsObjects || array.itemSize === undefined)
      yield* child(path, 'object', rest, array?.holdsObjects ? ['pickle'] : [])
    else if (end !== undefined) yield* child(path, `trailing@${end}`, sliceBytes(bytes, end), [])
  },
}

function claims({ head }: Sample): Claim {
  return head.subarray(0, MAGIC.length).equals(MAGIC) ? 'yes' : 'no'
}

function headerText(bytes: Bytes): { text: string; dataStart: number; version: string } {
  const head = bytes.read(0, 12)
  const major = head[6] ?? 0
  const wide = major !== 1
  const start = wide ? 12 : 10
  if (head.length < start) throw malformed('ends inside its header', head.length)
  if (major < 1 || major > 3) throw malformed(`format version ${major}`, 6)
  const length = wide ? head.readUInt32LE(8) : head.readUInt16LE(8)
  if (length > bytes.size - start) throw malformed(`declares a header of ${length} bytes`, 8)
  if (length > MAX_HEADER) throw overLimit(`its header has ${length} bytes, ${MAX_HEADER} are allowed`, 8)
  const text = bytes.read(start, length).toString(major === 3 ? 'utf8' : 'latin1')
  return { text, dataStart: start + length, version: `${major}.${head[7]}` }
}

function arrayFact({ dtype, shape, fortranOrder }: ArrayHeader, dataLength: number): ArrayFact {
  const { spelled, holdsObjects, itemSize } = dtype
  return {
    dtype: spelled,
    shape,
    fortranOrder,
    holdsObjects,
    dataLength,
    ...(itemSize !== undefined && { itemSize }),
  }
}

/** Returns where data begins that the array does not account for. */
function checkSize(
  { dtype, shape, itemSize, holdsObjects, dataLength }: ArrayFact,
  dataStart: number,
  flaws: Flaw[],
): number | undefined {
  if (holdsObjects) return undefined
  if (itemSize === undefined) {
    const says = `the type ${JSON.stringify(dtype.slice(0, 80))} is not known`
    flaws.push({ kind: 'unknown-type', says, start: 0, end: dataStart })
    return undefined
  }
  const wanted = shape.reduce((total, dimension) => total * dimension, itemSize)
  const what = `${shape.slice(0, 8).join(' x ') || 'a scalar'} of ${dtype.slice(0, 80)}`
  if (!(wanted <= dataLength)) {
    const says = `${what} needs ${wanted} bytes, ${dataLength} are there`
    flaws.push({ kind: 'too-short', says, start: 0, end: dataStart })
    return undefined
  }
  if (wanted === dataLength) return undefined
  const start = dataStart + wanted
  const says = `${dataLength - wanted} bytes follow ${what}`
  flaws.push({ kind: 'trailing-data', says, start, end: dataStart + dataLength })
  return start
}

function* child(
  path: string,
  name: string,
  window: Bytes,
  as: readonly string[],
): Iterable<Observation<NumpyFacts>> {
  if (window.size === 0) return
  yield { kind: 'child', entry: { path: memberPath(path, name), size: window.size, open: () => window }, as }
}
