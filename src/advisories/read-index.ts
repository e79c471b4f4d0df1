import { createHash } from 'node:crypto'
import { malformed, ReadError } from '../model/read-error.ts'
import type { Advisory } from './advisory.ts'
import type { Coverage, Interval } from './coverage.ts'
import { readInformation } from './information.ts'
import {
  ADVISORY_ROW,
  DIGEST_AT,
  FIXED,
  FORMAT_VERSION,
  HAS_FROM,
  HAS_TO,
  MAGIC,
  PACKAGE_ROW,
  SEVERITY_CODES,
  TO_IS_LAST,
  TO_IS_LIMIT,
  type IndexInformation,
} from './layout.ts'
import type { AdvisoryEcosystem } from './version-order.ts'
import { wireReader, type WireReader } from './wire.ts'
import { endsOf, packageKey } from './write-index.ts'

/** An index whose checksum is right. Its contents may be anyone's all the same. */
export interface AdvisoryIndex {
  readonly information: IndexInformation
  /** What is known of a package under its normal name. Throws `ReadError` when that part lies. */
  about(ecosystem: AdvisoryEcosystem, name: string): readonly Advisory[]
}

/** Throws `ReadError`: no index, another version of the format, cut off, changed. */
export function openIndex(data: Buffer): AdvisoryIndex {
  if (data.length < FIXED + 4 || data.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw malformed('is no advisory index')
  const version = data.readUInt32LE(8)
  if (version !== FORMAT_VERSION)
    throw new ReadError(
      'unsupported',
      `has format ${version} of the advisory index, this version reads ${FORMAT_VERSION}`,
    )
  if (data.readUInt32LE(12) !== data.length) throw malformed('is cut off or continues behind its end')
  const digest = createHash('sha256').update(data.subarray(FIXED)).digest()
  if (!digest.equals(data.subarray(DIGEST_AT, FIXED))) throw malformed('does not match its checksum')
  const headLength = data.readUInt32LE(FIXED)
  const tables = FIXED + 4 + headLength
  if (tables + 8 > data.length) throw malformed('ends within its head', FIXED)
  const information = readInformation(data.toString('utf8', FIXED + 4, tables))
  const packages = data.readUInt32LE(tables)
  const advisories = data.readUInt32LE(tables + 4)
  const rows = tables + 8
  const advisoryRows = rows + packages * PACKAGE_ROW
  if (advisoryRows + advisories * ADVISORY_ROW > data.length)
    throw malformed('ends within its tables', tables)

  const advisoryAt = (place: number): number => {
    if (place >= advisories) throw malformed('the index names an advisory that it has not', place)
    return data.readUInt32LE(advisoryRows + place * ADVISORY_ROW)
  }
  return {
    information,
    about(ecosystem, name) {
      const row = findRow(data, rows, packages, Buffer.from(packageKey(ecosystem, name)))
      return row === undefined ? [] : readEntries(data, data.readUInt32LE(row + 8), advisoryAt)
    },
  }
}

function findRow(data: Buffer, rows: number, count: number, key: Buffer): number | undefined {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows + middle * PACKAGE_ROW
    const start = data.readUInt32LE(row)
    const end = start + data.readUInt32LE(row + 4)
    if (end > data.length) throw malformed('the index names a package behind its end', row)
    const order = data.compare(key, 0, key.length, start, end)
    if (order === 0) return row
    if (order < 0) low = middle + 1
    else high = middle
  }
  return undefined
}

function readEntries(data: Buffer, at: number, advisoryAt: (place: number) => number): readonly Advisory[] {
  const input = wireReader(data, at)
  return Array.from({ length: input.count() }, () => {
    const place = advisoryAt(input.number())
    const coverage = readCoverage(input)
    return readAdvisory(wireReader(data, place), coverage)
  })
}

function readCoverage(input: WireReader): Coverage {
  const list = <T>(read: () => T): T[] => Array.from({ length: input.count() }, read)
  const intervals = list(() => readInterval(input))
  const versions = list(() => input.text())
  const unreadable = list(() => {
    const from = input.text()
    return { ...(from !== '' && { from }), what: input.text() }
  })
  return { intervals, versions, unreadable, fixed: [...endsOf(intervals), ...list(() => input.text())] }
}

function readInterval(input: WireReader): Interval {
  const has = input.number()
  return {
    ...((has & HAS_FROM) !== 0 && { from: input.text() }),
    ...((has & HAS_TO) !== 0 && { to: input.text() }),
    ...((has & TO_IS_LAST) !== 0 && { end: 'last' as const }),
    ...((has & TO_IS_LIMIT) !== 0 && { end: 'limit' as const }),
  }
}

function readAdvisory(input: WireReader, coverage: Coverage): Advisory {
  const flaw = input.number()
  const rating = input.number()
  const severity = SEVERITY_CODES[rating >> 1]
  return {
    flaw,
    malicious: (rating & 1) === 1,
    ...(severity && { severity }),
    id: input.text(),
    aliases: Array.from({ length: input.count() }, () => input.text()),
    summary: input.text(),
    coverage,
  }
}
