import { createHash } from 'node:crypto'
import type { Severity } from '../model/severity.ts'
import type { Coverage, Interval } from './coverage.ts'
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
import { wireWriter, type WireWriter } from './wire.ts'

/** One record, with the ids of all records of the same flaw. */
export interface IndexedAdvisory {
  readonly id: string
  /** The same number for the same flaw. */
  readonly flaw: number
  readonly aliases: readonly string[]
  readonly malicious: boolean
  readonly severity?: Severity
  readonly summary: string
}

export interface IndexedPackage {
  readonly ecosystem: AdvisoryEcosystem
  readonly name: string
  /** Places in the list of advisories. */
  readonly entries: readonly { readonly advisory: number; readonly coverage: Coverage }[]
}

/** The key under which a package lies in an index. */
export function packageKey(ecosystem: AdvisoryEcosystem, name: string): string {
  return `${ecosystem}/${name}`
}

/** The same bytes for the same input, whatever the order of the packages. */
export function encodeIndex(
  information: IndexInformation,
  advisories: readonly IndexedAdvisory[],
  packages: readonly IndexedPackage[],
): Buffer {
  const head = Buffer.from(JSON.stringify(information))
  const rows = packages
    .map((found) => ({ ...found, key: Buffer.from(packageKey(found.ecosystem, found.name)) }))
    .toSorted((a, b) => Buffer.compare(a.key, b.key))
  const tables = 8 + rows.length * PACKAGE_ROW + advisories.length * ADVISORY_ROW
  const base = FIXED + 4 + head.length + tables
  const table = Buffer.alloc(tables)
  table.writeUInt32LE(rows.length, 0)
  table.writeUInt32LE(advisories.length, 4)
  const keys = Buffer.concat(rows.map(({ key }) => key))
  const body = wireWriter()
  let at = 8
  let key = base
  for (const row of rows) {
    table.writeUInt32LE(key, at)
    table.writeUInt32LE(row.key.length, at + 4)
    table.writeUInt32LE(base + keys.length + body.size(), at + 8)
    writeEntries(body, row.entries)
    key += row.key.length
    at += PACKAGE_ROW
  }
  for (const advisory of advisories) {
    table.writeUInt32LE(base + keys.length + body.size(), at)
    writeAdvisory(body, advisory)
    at += ADVISORY_ROW
  }
  const fixed = Buffer.alloc(FIXED + 4)
  fixed.write(MAGIC, 0, 'latin1')
  fixed.writeUInt32LE(FORMAT_VERSION, 8)
  fixed.writeUInt32LE(head.length, FIXED)
  const file = Buffer.concat([fixed, head, table, keys, body.bytes()])
  file.writeUInt32LE(file.length, 12)
  createHash('sha256').update(file.subarray(FIXED)).digest().copy(file, DIGEST_AT)
  return file
}

function writeEntries(out: WireWriter, entries: IndexedPackage['entries']): void {
  out.number(entries.length)
  for (const { advisory, coverage } of entries) {
    out.number(advisory)
    out.number(coverage.intervals.length)
    for (const interval of coverage.intervals) writeInterval(out, interval)
    out.number(coverage.versions.length)
    for (const version of coverage.versions) out.text(version)
    out.number(coverage.unreadable.length)
    for (const { from, what } of coverage.unreadable) {
      out.text(from ?? '')
      out.text(what)
    }
    // Most fixes are ends of intervals, and those are here already.
    const ends = endsOf(coverage.intervals)
    const others = coverage.fixed.filter((fix) => !ends.includes(fix))
    out.number(others.length)
    for (const fix of others) out.text(fix)
  }
}

/** Versions at which an interval ends because they fix it. */
export function endsOf(intervals: readonly Interval[]): readonly string[] {
  return intervals.flatMap(({ to, end }) => (to === undefined || end ? [] : [to]))
}

function writeInterval(out: WireWriter, { from, to, end }: Interval): void {
  const ending = end === 'last' ? TO_IS_LAST : end === 'limit' ? TO_IS_LIMIT : 0
  out.number((from === undefined ? 0 : HAS_FROM) | (to === undefined ? 0 : HAS_TO) | ending)
  if (from !== undefined) out.text(from)
  if (to !== undefined) out.text(to)
}

function writeAdvisory(out: WireWriter, advisory: IndexedAdvisory): void {
  out.number(advisory.flaw)
  out.number(SEVERITY_CODES.indexOf(advisory.severity) * 2 + Number(advisory.malicious))
  out.text(advisory.id)
  out.number(advisory.aliases.length)
  for (const alias of advisory.aliases) out.text(alias)
  out.text(advisory.summary)
}
