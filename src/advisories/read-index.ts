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
  packageKey,
  padded,
  ROW,
  SEVERITY_CODES,
  TO_IS_LAST,
  WORD,
  type IndexInformation,
} from './layout.ts'
import { againstBound, type AdvisoryEcosystem, type VersionKeys } from './version-key.ts'
import { wireReader, type WireReader } from './wire.ts'

/** An index whose head is sound. Its contents may be anyone's all the same. */
export interface AdvisoryIndex {
  readonly information: IndexInformation
  /** All that is known of a package under its normal name. Throws `ReadError` when that part is damaged. */
  about(ecosystem: AdvisoryEcosystem, name: string): readonly AdvisoryEntry[]
  /** What of it applies to a version, or may. */
  matching(ecosystem: AdvisoryEcosystem, name: string, version: VersionKeys): readonly AdvisoryMatch[]
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
  const version = words[WORD.version]!
  if (version !== FORMAT_VERSION)
    throw new ReadError(
      'unsupported',
      `has format ${version} of the advisory index, this version reads ${FORMAT_VERSION}`,
    )
  const [length, packages, head] = [words[WORD.information]!, words[WORD.packages]!, words[WORD.head]!]
  if (words[WORD.size] !== data.length) throw malformed('is cut off or continues behind its end')
  const table = FRONT + padded(length)
  if (length > data.length || table + packages * ROW * 4 > head || head > data.length || head % 4 !== 0)
    throw malformed('has a head that is larger than it')
  if (checksum(words, FRONT / 4, head / 4) !== words[WORD.checksum])
    throw malformed('does not match its checksum')

  const blockOf = (ecosystem: AdvisoryEcosystem, name: string): string | undefined => {
    const row = findRow(data, words, table / 4, packages, packageKey(ecosystem, name))
    if (row === undefined) return undefined
    const [start, size] = [words[row + 2]!, words[row + 3]!]
    if (start % 4 !== 0 || start + padded(size) > data.length) throw malformed('names a place behind its end')
    if (checksum(words, start / 4, (start + padded(size)) / 4) !== words[row + 4])
      throw malformed(`does not match its checksum where ${name} is`)
    return data.toString('latin1', start, start + size)
  }
  return {
    information: readInformation(data.toString('utf8', FRONT, FRONT + length)),
    about(ecosystem, name) {
      const block = blockOf(ecosystem, name)
      return block === undefined ? [] : entriesOf(block)
    },
    matching(ecosystem, name, keys) {
      const block = blockOf(ecosystem, name)
      return block === undefined ? [] : matchesIn(block, keys)
    },
  }
}

function findRow(
  data: Buffer,
  words: Uint32Array,
  table: number,
  packages: number,
  key: string,
): number | undefined {
  let low = 0
  let high = packages
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = table + middle * ROW
    const start = words[row]!
    const found = data.toString('latin1', start, start + words[row + 1]!)
    if (found === key) return row
    if (found < key) low = middle + 1
    else high = middle
  }
  return undefined
}

function entriesOf(block: string): readonly AdvisoryEntry[] {
  const input = wireReader(block, 0)
  return list(input, () => {
    input.number()
    return { coverage: readCoverage(input), advisory: readAdvisory(input) }
  })
}

/** Most advisories on a package do not apply to its version: of them, no more is read than tells so. */
function matchesIn(block: string, keys: VersionKeys): readonly AdvisoryMatch[] {
  const input = wireReader(block, 0)
  const matches: AdvisoryMatch[] = []
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
