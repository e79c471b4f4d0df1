/**
 * A path pattern: `*` within one segment, `**` across segments, `?` one character; all else is literal.
 * A pattern without `/` matches the last segment anywhere. Linear: no backtracking over hostile paths.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const segments = pattern.replace(/^\.\//, '').split('/')
  const whole = segments.length === 1 ? ['**', ...segments] : segments
  return matchSegments(whole, path.split('/'))
}

function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  return matchSequence(pattern.length, path.length, {
    isStar: (i) => pattern[i] === '**',
    equal: (i, j) => matchSegment(pattern[i]!, path[j]!),
  })
}

function matchSegment(pattern: string, text: string): boolean {
  return matchSequence(pattern.length, text.length, {
    isStar: (i) => pattern[i] === '*',
    equal: (i, j) => pattern[i] === '?' || pattern[i] === text[j],
  })
}

interface Sequence {
  readonly isStar: (pattern: number) => boolean
  readonly equal: (pattern: number, text: number) => boolean
}

/** Greedy wildcard matching: on a mismatch only the last star gives way, which is enough. */
function matchSequence(patternLength: number, textLength: number, { isStar, equal }: Sequence): boolean {
  let p = 0
  let t = 0
  let star = -1
  let starText = 0
  while (t < textLength) {
    if (p < patternLength && isStar(p)) {
      star = p++
      starText = t
    } else if (p < patternLength && equal(p, t)) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++starText
    } else return false
  }
  while (p < patternLength && isStar(p)) p++
  return p === patternLength
}
