/**
 * Where something is. `path` is relative to the scanned root; members of archives follow `!`
 * (`model.pt!archive/data.pkl`). A byte range counts from the start of that member, decompressed.
 */
export interface Location {
  readonly path: string
  readonly range?: Range
}

export interface Range {
  readonly unit: 'byte' | 'line'
  readonly start: number
  /** Exclusive for bytes, inclusive for lines. */
  readonly end: number
}

export function byteRange(start: number, end: number = start + 1): Range {
  return { unit: 'byte', start, end }
}

export function lineRange(start: number, end: number = start): Range {
  return { unit: 'line', start, end }
}

export function memberPath(container: string, member: string): string {
  return `${container}!${member}`
}

/** The path of the file on disk that holds the location. */
export function outermostPath(path: string): string {
  const bang = path.indexOf('!')
  return bang < 0 ? path : path.slice(0, bang)
}
