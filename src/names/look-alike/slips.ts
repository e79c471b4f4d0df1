/** What a finger or a memory did to one place of a name. */
type SlipKind =
  | 'swapped letters'
  | 'doubled letter'
  | 'left out letter'
  | 'letter added'
  | 'digit added'
  | 'neighbouring key'
  | 'other vowel'
  | 'look-alike character'
  | 'other digit'
  | 'left out digit'
  | 'other letter'

export interface Slips {
  /** Sum over all slips; about 0.5 for the likeliest, above 1 for what no finger does by itself. */
  readonly cost: number
  readonly kinds: readonly SlipKind[]
}

interface Step {
  readonly kind?: SlipKind
  readonly from: number
}

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const PLACES = new Map(
  ROWS.flatMap((row, y) =>
    Array.from(row, (key, x): [string, readonly [number, number]] => [key, [x + y * 0.4, y]]),
  ),
)
const VOWELS = /[aeiouy]/
const DIGIT = /\d/
const ALIKE = new Set(['0o', '1l', '1i', 'il', '5s', '3e', '4a', '8b', '9g', '6b', '7t', '2z', 'uv', 'mn'])
const SOUND = new Set(['ck', 'kq', 'cq', 'sz', 'cs', 'iy', 'fv', 'gj', 'dt', 'bp'])
/** The first letter is the one that people look at. */
const FIRST = 0.25

/** Undefined when more than `most` letters differ. Swaps of neighbours count once. */
export function slipsBetween(typed: string, meant: string, most: number): Slips | undefined {
  let start = 0
  const shorter = Math.min(typed.length, meant.length)
  while (start < shorter && typed[start] === meant[start]) start++
  let ends = 0
  while (ends < shorter - start && typed.at(-1 - ends) === meant.at(-1 - ends)) ends++
  if (!isWithin(typed.slice(start, typed.length - ends), meant.slice(start, meant.length - ends), most))
    return undefined
  return cheapest(typed, meant, most)
}

let before = new Uint8Array(64)
let previous = new Uint8Array(64)
let current = new Uint8Array(64)

function grow(length: number): void {
  before = new Uint8Array(2 * length)
  previous = new Uint8Array(2 * length)
  current = new Uint8Array(2 * length)
}

/** The optimal string alignment distance is at most `most`. */
function isWithin(a: string, b: string, most: number): boolean {
  const n = a.length
  const m = b.length
  if (Math.abs(n - m) > most) return false
  if (n <= most && m <= most) return true
  if (m >= current.length) grow(m)
  for (let j = 0; j <= m; j++) previous[j] = Math.min(j, 255)
  for (let i = 1; i <= n; i++) {
    const letter = a.charCodeAt(i - 1)
    let least = (current[0] = Math.min(i, 255))
    for (let j = 1; j <= m; j++) {
      const other = b.charCodeAt(j - 1)
      let cost = previous[j - 1]!
      if (letter !== other) {
        cost = Math.min(cost, previous[j]!, current[j - 1]!) + 1
        if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
          cost = Math.min(cost, before[j - 2]! + 1)
      }
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return false
    const oldest = before
    before = previous
    previous = current
    current = oldest
  }
  return previous[m]! <= most
}

/** The likeliest way from one to the other, of those with at most `most` slips. */
function cheapest(typed: string, meant: string, most: number): Slips | undefined {
  const n = typed.length
  const m = meant.length
  const width = m + 1
  const counts = new Uint8Array((n + 1) * width).fill(255)
  const costs = new Float64Array((n + 1) * width).fill(Infinity)
  const steps: (Step | undefined)[] = Array.from({ length: (n + 1) * width })
  counts[0] = 0
  costs[0] = 0
  const reach = (at: number, from: number, edits: number, cost: number, kind?: SlipKind): void => {
    const count = counts[from]! + edits
    const total = costs[from]! + cost
    if (count > most || total >= costs[at]!) return
    counts[at] = count
    costs[at] = total
    steps[at] = { from, ...(kind && { kind }) }
  }
  for (let i = 0; i <= n; i++)
    for (let j = Math.max(0, i - most); j <= Math.min(m, i + most); j++) {
      const at = i * width + j
      if (i > 0 && j > 0) {
        const same = typed[i - 1] === meant[j - 1]
        if (same) reach(at, at - width - 1, 0, 0)
        else reach(at, at - width - 1, 1, ...replaced(typed, i - 1, meant, j - 1))
        if (i > 1 && j > 1 && !same && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1])
          reach(at, at - 2 * width - 2, 1, 0.5, 'swapped letters')
      }
      if (i > 0) reach(at, at - width, 1, ...added(typed, i - 1))
      if (j > 0) reach(at, at - 1, 1, ...leftOut(meant, j - 1))
    }
  const end = (n + 1) * width - 1
  return counts[end]! > most ? undefined : { cost: costs[end]!, kinds: kindsTo(end, steps) }
}

function kindsTo(end: number, steps: readonly (Step | undefined)[]): SlipKind[] {
  const kinds: SlipKind[] = []
  for (let step = steps[end]; step; step = steps[step.from]) if (step.kind) kinds.unshift(step.kind)
  return kinds
}

function replaced(typed: string, i: number, meant: string, j: number): [number, SlipKind] {
  const a = typed[i]!
  const b = meant[j]!
  const first = j === 0 ? FIRST : 0
  const pair = a < b ? a + b : b + a
  if (ALIKE.has(pair)) return [0.5 + first, 'look-alike character']
  if (DIGIT.test(a) && DIGIT.test(b)) return [1, 'other digit']
  if (areNeighbours(a, b)) return [0.7 + first, 'neighbouring key']
  if (VOWELS.test(a) && VOWELS.test(b)) return [0.75 + first, 'other vowel']
  if (SOUND.has(pair)) return [0.8 + first, 'other letter']
  return [1 + first, 'other letter']
}

function added(typed: string, i: number): [number, SlipKind] {
  const a = typed[i]!
  if (DIGIT.test(a)) return [1, 'digit added']
  if (a === typed[i - 1] || a === typed[i + 1]) return [0.5, 'doubled letter']
  if (i === typed.length - 1 && a === 's') return [0.6, 'letter added']
  const beside = areNeighbours(a, typed[i - 1] ?? '') || areNeighbours(a, typed[i + 1] ?? '')
  const first = i === 0 ? FIRST : 0
  if (beside) return [0.75 + first, 'letter added']
  return [(VOWELS.test(a) ? 0.9 : 1) + first, 'letter added']
}

function leftOut(meant: string, j: number): [number, SlipKind] {
  const b = meant[j]!
  if (b === meant[j - 1] || b === meant[j + 1]) return [0.5, 'left out letter']
  if (DIGIT.test(b)) return [0.8 + (j === 0 ? FIRST : 0), 'left out digit']
  if (j === meant.length - 1 && b === 's') return [0.6, 'left out letter']
  return [0.75 + (j === 0 ? FIRST : 0), 'left out letter']
}

function areNeighbours(a: string, b: string): boolean {
  const p = PLACES.get(a)
  const q = PLACES.get(b)
  return p !== undefined && q !== undefined && Math.abs(p[0] - q[0]) <= 1.1 && Math.abs(p[1] - q[1]) <= 1
}
