import { malformed, ReadError } from '../model/read-error.ts'
import type { Advisory, AdvisoryEntry } from './advisory.ts'
import { holds, type Coverage, type Interval, type NamedVersion, type Verdict } from './coverage.ts'
import { readInformation } from './information.ts'
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
  WORD,
  type IndexInformation,
} from './layout.ts'
import { againstBound, type AdvisoryEcosystem, type VersionKey, type VersionKeys } from './version-key.ts'
import { wireReader, type WireReader } from './wire.ts'

/** An index whose head is sound. Its contents may be anyone's all the same. */
export interface AdvisoryIndex {
  readonly information: IndexInformation
  /** Undefined when nothing is known of a package of this normal name. Throws `ReadError` when that part is damaged. */
  about(ecosystem: AdvisoryEcosystem, name: string): KnownPackage | undefined
}

/** What is known of one package. Both throw `ReadError` when that part lies. */
export interface KnownPackage {
  entries(): readonly AdvisoryEntry[]
  /** What of it applies to a version, or may. */
  matching(version: VersionKeys): readonly AdvisoryMatch[]
}

export interface AdvisoryMatch extends AdvisoryEntry {
  readonly verdict: Verdict
}

/** Throws `ReadError`: no index, another version of the format, cut off, changed. */
export function openIndex(file: Buffer): AdvisoryIndex {
  if (file.length < FRONT || file.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw malformed('is no advisory index')
  const data = file.byteOffset % 4 === 0 ? file : Buffer.concat([file])
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >>> 2)
  const format = words[WORD.version]!
  if (format !== FORMAT_VERSION)
    throw new ReadError(
      'unsupported',
      `has format ${format} of the advisory index, this version reads ${FORMAT_VERSION}`,
    )
  const [length, packages, head] = [words[WORD.information]!, words[WORD.packages]!, words[WORD.head]!]
  if (words[WORD.size] !== data.length) throw malformed('is cut off or continues behind its end')
  const table = FRONT + padded(length)
  if (length > data.length || table + packages * ROW * 4 > head || head > data.length || head % 4 !== 0)
    throw malformed('has a head that is larger than it')
  if (checksum(words, FRONT / 4, head / 4) !== words[WORD.checksum])
    throw malformed('does not match its checksum')

  const keysAt = table + packages * ROW * 4
  const keys = data.toString('latin1', keysAt, head)
  return {
    information: readInformation(data.toString('utf8', FRONT, FRONT + length)),
    about(ecosystem, name) {
      const row = findRow(words, { first: table / 4, packages, keys, keysAt }, packageKey(ecosystem, name))
      if (row === undefined) return undefined
      const [start, size] = [words[row + 2]!, words[row + 3]!]
      if (start % 4 !== 0 || start + padded(size) > data.length)
        throw malformed('names a place behind its end')
      if (checksum(words, start / 4, (start + padded(size)) / 4) !== words[row + 4])
        throw malformed(`does not match its checksum where ${name} is`)
      const block = data.toString('latin1', start, start + size)
      return { entries: () => entriesOf(block), matching: (version) => matchesIn(block, version) }
    },
  }
}

interface Rows {
  /** Word of the first row. */
  readonly first: number
  readonly packages: number
  readonly keys: string
  readonly keysAt: number
}

function findRow(
  words: Uint32Array,
  { first, packages, keys, keysAt }: Rows,
  key: string,
): number | undefined {
  let low = 0
  let high = packages
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = first + middle * ROW
    const start = words[row]! - keysAt
    const found = keys.slice(start, start + words[row + 1]!)
    if (found === key) return row
    if (found < key) low = middle + 1
    else high = middle
  }
  return undefined
}

function entriesOf(block: string): readonly AdvisoryEntry[] {
  const input = wireReader(block, 0)
  input.number()
  input.key()
  return list(input, () => {
    input.number()
    return { coverage: readCoverage(input), advisory: readAdvisory(input) }
  })
}

/** Most advisories on a package do not apply to its version: of them, no more is read than tells so. */
function matchesIn(block: string, keys: VersionKeys): readonly AdvisoryMatch[] {
  const input = wireReader(block, 0)
  const matches: AdvisoryMatch[] = []
  const top = input.number()
  const end = input.key()
  if (top !== NO_TOP && isBehind(keys, end, top === TOP_IS_AFFECTED)) return matches
  for (let left = input.count(); left > 0; left--) {
    const size = input.number()
    const start = input.at()
    const verdict = readVerdict(input, keys)
    if (verdict.kind !== 'unaffected') {
      input.jump(start)
      matches.push({ coverage: readCoverage(input), advisory: readAdvisory(input), verdict })
    }
    input.jump(start + size)
  }
  return matches
}

function isBehind(keys: VersionKeys, end: VersionKey, isAffected: boolean): boolean {
  const distance = againstBound(keys, end)
  return distance > 0 || (distance === 0 && !isAffected)
}

const AFFECTED: Verdict = { kind: 'affected' }
const UNAFFECTED: Verdict = { kind: 'unaffected' }

/** What `verdictOf` says of the coverage that follows. */
function readVerdict(input: WireReader, keys: VersionKeys): Verdict {
  for (let left = input.count(); left > 0; left--) if (holds(readInterval(input), keys)) return AFFECTED
  for (let left = input.count(); left > 0; left--) {
    input.key()
    const key = input.key()
    if (key !== '' && againstBound(keys, key) === 0) return AFFECTED
  }
  for (let left = input.count(); left > 0; left--) {
    const from = input.key()
    const what = input.text()
    if (from === '' || againstBound(keys, from) >= 0) return { kind: 'unknown', what }
  }
  return UNAFFECTED
}

function readCoverage(input: WireReader): Coverage {
  const intervals = list(input, () => readInterval(input))
  const versions = list(input, () => readNamed(input))
  const unreadable = list(input, () => {
    const from = input.key()
    const what = input.text()
    return from === '' ? { what } : { from, what }
  })
  return { intervals, versions, unreadable, fixed: list(input, () => readNamed(input)) }
}

function readInterval(input: WireReader): Interval {
  const has = input.number()
  const interval: { from?: string; to?: string; last?: true } = {}
  if ((has & HAS_FROM) !== 0) interval.from = input.key()
  if ((has & HAS_TO) !== 0) interval.to = input.key()
  if ((has & TO_IS_LAST) !== 0) interval.last = true
  return interval
}

function readNamed(input: WireReader): NamedVersion {
  const text = input.text()
  const key = input.key()
  return key === '' ? { text } : { text, key }
}

function readAdvisory(input: WireReader): Advisory {
  const flaw = input.number()
  const rating = input.number()
  const severity = SEVERITY_CODES[rating >> 1]
  return {
    flaw,
    malicious: (rating & 1) === 1,
    ...(severity && { severity }),
    id: input.text(),
    aliases: list(input, () => input.text()),
    summary: input.text(),
  }
}

function list<T>(input: WireReader, read: () => T): T[] {
  const items: T[] = []
  for (let left = input.count(); left > 0; left--) items.push(read())
  return items
}
