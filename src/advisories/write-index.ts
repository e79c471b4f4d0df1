import type { Advisory } from './advisory.ts'
import type { Coverage, Interval, NamedVersion } from './coverage.ts'
import {
  checksum,
  FORMAT_VERSION,
  FRONT,
  HAS_FROM,
  HAS_TO,
  MAGIC,
  NO_TOP,
  packageKey,
  padded,
  ROW,
  SEVERITY_CODES,
  TO_IS_LAST,
  TOP_IS_AFFECTED,
  TOP_IS_FREE,
  WORD,
  type IndexInformation,
} from './layout.ts'
import { againstBound, isLocalBound, keysOfBound, type AdvisoryEcosystem } from './version-key.ts'
import { wireWriter, type WireWriter } from './wire.ts'

export interface IndexedPackage {
  readonly ecosystem: AdvisoryEcosystem
  readonly name: string
  readonly entries: readonly { readonly advisory: Advisory; readonly coverage: Coverage }[]
}

/** The same bytes for the same input, whatever the order of the packages. */
export function encodeIndex(information: IndexInformation, packages: readonly IndexedPackage[]): Buffer {
  const rows = packages
    .map(({ ecosystem, name, entries }) => ({ key: packageKey(ecosystem, name), block: blockOf(entries) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const text = Buffer.from(JSON.stringify(information))
  const keys = Buffer.from(rows.map(({ key }) => key).join(''), 'latin1')
  const table = FRONT + padded(text.length)
  const head = table + rows.length * ROW * 4 + padded(keys.length)
  const size = rows.reduce((sum, { block }) => sum + padded(block.length), head)
  const file = Buffer.alloc(size)
  const words = new Uint32Array(file.buffer, file.byteOffset, size / 4)
  file.write(MAGIC, 0, 'latin1')
  text.copy(file, FRONT)
  keys.copy(file, table + rows.length * ROW * 4)
  let keyAt = table + rows.length * ROW * 4
  let blockAt = head
  for (const [i, { key, block }] of rows.entries()) {
    block.copy(file, blockAt)
    const end = blockAt + padded(block.length)
    const row = [keyAt, key.length, blockAt, block.length, checksum(words, blockAt / 4, end / 4)]
    words.set(row, table / 4 + i * ROW)
    keyAt += key.length
    blockAt = end
  }
  words[WORD.version] = FORMAT_VERSION
  words[WORD.size] = size
  words[WORD.information] = text.length
  words[WORD.packages] = rows.length
  words[WORD.head] = head
  words[WORD.checksum] = checksum(words, FRONT / 4, head / 4)
  return file
}

function blockOf(entries: IndexedPackage['entries']): Buffer {
  const out = wireWriter()
  const top = topOf(entries.map(({ coverage }) => coverage))
  out.number(!top ? NO_TOP : top.last ? TOP_IS_AFFECTED : TOP_IS_FREE)
  out.key(top?.to ?? '')
  out.number(entries.length)
  for (const { advisory, coverage } of entries) {
    const entry = wireWriter()
    writeCoverage(entry, coverage)
    writeAdvisory(entry, advisory)
    out.number(entry.size())
    out.append(entry.bytes())
  }
  return out.bytes()
}

/** Where all that is affected ends, so that newer versions need no further look. Undefined where it does not end. */
function topOf(coverages: readonly Coverage[]): Pick<Interval, 'to' | 'last'> | undefined {
  let top: Pick<Interval, 'to' | 'last'> = {}
  for (const { intervals, versions, unreadable } of coverages) {
    if (unreadable.length > 0) return undefined
    const named = versions.flatMap(({ key }) => (key === undefined ? [] : [{ to: key, last: true as const }]))
    for (const end of [...intervals, ...named]) {
      // A release that is named means its builds, so builds on both sides have no order that holds for all.
      if (end.to === undefined || isLocalBound(end.to)) return undefined
      const order = top.to === undefined ? 1 : againstBound(keysOfBound(end.to), top.to)
      if (order > 0 || (order === 0 && end.last)) top = { to: end.to, ...(end.last && { last: true }) }
    }
  }
  return top.to === undefined ? undefined : top
}

/** What is absent is written as an empty text: no key is empty. */
function writeCoverage(out: WireWriter, { intervals, versions, unreadable, fixed }: Coverage): void {
  out.number(intervals.length)
  for (const { from, to, last } of intervals) {
    out.number(
      (from === undefined ? 0 : HAS_FROM) | (to === undefined ? 0 : HAS_TO) | (last ? TO_IS_LAST : 0),
    )
    if (from !== undefined) out.key(from)
    if (to !== undefined) out.key(to)
  }
  writeNamed(out, versions)
  out.number(unreadable.length)
  for (const { from, what } of unreadable) {
    out.key(from ?? '')
    out.text(what)
  }
  writeNamed(out, fixed)
}

function writeNamed(out: WireWriter, versions: readonly NamedVersion[]): void {
  out.number(versions.length)
  for (const { text, key } of versions) {
    out.text(text)
    out.key(key ?? '')
  }
}

function writeAdvisory(out: WireWriter, advisory: Advisory): void {
  out.number(advisory.flaw)
  out.number(SEVERITY_CODES.indexOf(advisory.severity) * 2 + Number(advisory.malicious))
  out.text(advisory.id)
  out.number(advisory.aliases.length)
  for (const alias of advisory.aliases) out.text(alias)
  out.text(advisory.summary)
}
