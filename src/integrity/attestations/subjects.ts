import type { ChecksumAlgorithm } from '../../model/checksum.ts'
import type { DigestedFile } from '../digested-file.ts'
import type { Statement, Subject } from './statement.ts'

/** Algorithms of which one suffices: in-toto's name, ours. Whatever is weaker identifies nothing. */
const STRONG: readonly (readonly [inToto: string, algorithm: ChecksumAlgorithm])[] = [
  ['sha256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha512', 'sha512'],
  ['blake2b', 'blake2b-512'],
]

/** A file and what a statement says its bytes are. */
export interface SubjectMatch {
  readonly file: DigestedFile
  readonly subject: Subject
  readonly algorithm: ChecksumAlgorithm
  /** What the statement says. */
  readonly expected: string
  readonly found: string
}

export interface SubjectCheck {
  /** Files that are subjects, byte for byte. */
  readonly matching: readonly SubjectMatch[]
  /** Files that a subject names, with other bytes. */
  readonly differing: readonly SubjectMatch[]
}

/** Bytes decide which file is which subject; names only tell which file was changed. */
export function compareSubjects({ subjects }: Statement, files: readonly DigestedFile[]): SubjectCheck {
  const byDigest = indexOf(subjects, ({ digest }) =>
    STRONG.flatMap(([name]) => (digest.has(name) ? [`${name}:${digest.get(name)}`] : [])),
  )
  const byName = indexOf(subjects, ({ name }) => [plainName(name)])
  const byEnd = indexOf(subjects, ({ name }) => [lastSegment(name)])
  const matching: SubjectMatch[] = []
  const differing: SubjectMatch[] = []
  for (const file of files) {
    const same = STRONG.flatMap(
      ([name, algorithm]) => byDigest.get(`${name}:${digestOf(file, algorithm)}`) ?? [],
    )
      .map((subject) => compared(file, subject))
      .find((match) => match !== undefined && match.expected === match.found)
    if (same) {
      matching.push(same)
      continue
    }
    const named = subjectNamed(file, byName, byEnd)
    const other = named && compared(file, named)
    if (other) differing.push(other)
  }
  return { matching, differing }
}

/** By the strongest that both know; the first that differs where one does. */
function compared(file: DigestedFile, subject: Subject): SubjectMatch | undefined {
  const known = STRONG.flatMap(([name, algorithm]) => {
    const expected = subject.digest.get(name)
    const found = digestOf(file, algorithm)
    return expected === undefined || found === undefined
      ? []
      : [{ file, subject, algorithm, expected, found }]
  })
  return known.find(({ expected, found }) => expected !== found) ?? known[0]
}

function digestOf(file: DigestedFile, algorithm: ChecksumAlgorithm): string | undefined {
  return algorithm === 'sha256' ? file.digest.slice('sha256:'.length) : file.others[algorithm]
}

/** The whole path, else the only subject whose path ends like the file's or the other way round. */
function subjectNamed(
  { path, aliases }: DigestedFile,
  byName: ReadonlyMap<string, readonly Subject[]>,
  byEnd: ReadonlyMap<string, readonly Subject[]>,
): Subject | undefined {
  for (const name of [path, ...aliases]) {
    const exact = byName.get(plainName(name))
    if (exact) return exact[0]
  }
  const alike = (byEnd.get(lastSegment(path)) ?? []).filter(({ name }) => endsAlike(plainName(name), path))
  return alike.length === 1 ? alike[0] : undefined
}

function endsAlike(a: string, b: string): boolean {
  return a.endsWith(`/${b}`) || b.endsWith(`/${a}`)
}

function plainName(name: string): string {
  return name.replace(/^(?:\.\/)+/, '')
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function indexOf(
  subjects: readonly Subject[],
  keys: (subject: Subject) => readonly string[],
): ReadonlyMap<string, readonly Subject[]> {
  const index = new Map<string, Subject[]>()
  for (const subject of subjects)
    for (const key of keys(subject)) {
      const listed = index.get(key)
      if (listed) listed.push(subject)
      else index.set(key, [subject])
    }
  return index
}

/** Algorithms beside SHA-256 by which these subjects can only be known. */
export function furtherAlgorithms(subjects: readonly Subject[]): readonly ChecksumAlgorithm[] {
  return STRONG.filter(
    ([name, algorithm]) =>
      algorithm !== 'sha256' && subjects.some(({ digest }) => digest.has(name) && !digest.has('sha256')),
  ).map(([, algorithm]) => algorithm)
}
