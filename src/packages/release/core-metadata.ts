/** Headers that say what a distribution is and what it needs. */
export interface CoreMetadata {
  readonly name: string | undefined
  readonly version: string | undefined
  readonly requires: readonly string[]
  /** Authors and maintainers, with their addresses, as they are written. */
  readonly people: readonly string[]
  readonly urls: readonly string[]
}

const MAX_LINES = 20_000
const PEOPLE = new Set(['author', 'author-email', 'maintainer', 'maintainer-email'])

/** Lenient: another reader judges whether the file is well formed. */
export function coreMetadata(text: string): CoreMetadata {
  const headers: (readonly [key: string, value: string])[] = []
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    if (line === '') break
    const header = /^([A-Za-z][\w-]{0,40}):[ \t]*(.*)$/.exec(line)
    if (header) headers.push([header[1]!.toLowerCase(), header[2]!.trim()])
  }
  const all = (key: string): string[] => headers.flatMap(([k, v]) => (k === key && v !== '' ? [v] : []))
  const people = headers.flatMap(([k, v]) =>
    PEOPLE.has(k) && v !== '' && v !== 'UNKNOWN' ? peopleOf(v) : [],
  )
  return {
    name: all('name')[0],
    version: all('version')[0],
    requires: all('requires-dist'),
    people: [...new Set(people)].toSorted(),
    urls: [...all('home-page'), ...all('project-url'), ...all('download-url')],
  }
}

function peopleOf(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
}
