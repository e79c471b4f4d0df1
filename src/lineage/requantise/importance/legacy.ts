import { malformed, overLimit } from '../../../model/read-error.ts'
import { MOST_ENTRIES, type Sums } from './importance.ts'

const LONGEST_NAME = 1024

/** The format of `imatrix.dat`: a count, then for each tensor its name, calls and sums. What follows is about the data. */
export function readLegacy(file: Buffer, name: string): ReadonlyMap<string, Sums> {
  let at = 0
  const i32 = (): number => {
    if (at + 4 > file.length) throw malformed(`${name} ends inside an entry`, at)
    at += 4
    return file.readInt32LE(at - 4)
  }
  const count = i32()
  if (count < 1) throw malformed(`${name} is no importance matrix: it begins with ${count} entries`, 0)
  if (count > MOST_ENTRIES) throw overLimit(`${name} declares ${count} entries`, 0)
  const sums = new Map<string, Sums>()
  for (let entry = 0; entry < count; entry++) {
    const length = i32()
    if (length < 1 || length > LONGEST_NAME || at + length > file.length)
      throw malformed(`${name}: the name of entry ${entry} has ${length} bytes`, at)
    const tensor = file.toString('utf8', at, at + length)
    at += length
    const calls = i32()
    const values = i32()
    if (values < 1 || values > (file.length - at) / 4)
      throw malformed(`${name}: entry ${entry} declares ${values} values`, at)
    const read = new Float32Array(values)
    for (let i = 0; i < values; i++) read[i] = file.readFloatLE(at + 4 * i)
    at += 4 * values
    sums.set(tensor, { values: read, counts: [calls], whereNone: 'sums' })
  }
  return sums
}
