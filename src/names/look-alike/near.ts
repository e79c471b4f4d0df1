import { bitCount, letterMask, squashed } from './folds.ts'
import { MOST_SLIPS, type KnownName, type KnownNames, type Prominence } from './known-names.ts'
import { slipsBetween, type Slips } from './slips.ts'
import { verdictOf, type Resemblance } from './verdict.ts'
import type { WordUse } from './word-use.ts'

/** Known names that this one is a few slips away from, where slips explain it better than a name of its own does. */
export function nearNames(name: string, known: KnownNames, use: WordUse): Resemblance[] {
  const typed = squashed(name)
  const mask = letterMask(typed)
  const found: Resemblance[] = []
  for (let length = typed.length - MOST_SLIPS; length <= typed.length + MOST_SLIPS; length++) {
    const bucket = known.byLength.get(length)
    if (!bucket) continue
    const { names, masks, mosts } = bucket
    const apart = Math.abs(length - typed.length)
    for (let i = 0; i < mosts.length; i++) {
      const most = mosts[i]!
      if (apart > most || bitCount(mask ^ masks[i]!) > 2 * most) continue
      const alike = resemblance(name, typed, names[i]!, most, use)
      if (alike) found.push(alike)
    }
  }
  return found
}

function resemblance(
  name: string,
  typed: string,
  target: KnownName,
  most: number,
  use: WordUse,
): Resemblance | undefined {
  const meant = target.means ?? target.name
  if (target.squashed === typed || meant === name || target.name === name) return undefined
  const slips = slipsBetween(typed, target.squashed, most)
  if (!slips) return undefined
  const ratio = ratioOf(name, typed, target, slips, use)
  const verdict = verdictOf(ratio)
  return verdict === 'none'
    ? undefined
    : { verdict, target: meant, ratio, why: `is ${target.name} with ${said(slips)}` }
}

const LENGTHS = [4, 5, 6, 7, 9, 11]
/** The cost of slips that is still believed: for names of at most 4, 5, 6, 7, 9, 11 letters, and longer ones. */
const TOLERANCE: Readonly<Record<Prominence, readonly number[]>> = {
  core: [0.55, 1.25, 1.4, 1.75, 1.9, 2.3, 2.6],
  ml: [0, 0.75, 1, 1.2, 1.3, 1.7, 2],
  everywhere: [0, 0.6, 1, 1.25, 1.4, 1.6, 1.7],
  prominent: [0, 0.7, 0.75, 0.9, 1, 1.3, 1.5],
  known: [0, 0.5, 0.6, 0.7, 0.8, 1, 1.1],
  minor: [0, 0, 0, 0, 0.5, 0.6, 0.75],
}

function tolerance(prominence: Prominence, length: number): number {
  const row = LENGTHS.findIndex((most) => length <= most)
  return TOLERANCE[prominence].at(row)!
}

/** Above `high`: what differs has a meaning of its own. */
const MEANT = 1.2
const FAMILY = 1.6

function ratioOf(name: string, typed: string, target: KnownName, slips: Slips, use: WordUse): number {
  const { prominence, squashed: meant } = target
  const allowed = tolerance(prominence, meant.length - lengthOfFamily(name, typed, target, use))
  const ratio = allowed === 0 ? Infinity : slips.cost / allowed
  if (isFamily(name, target.name, use)) return Math.max(ratio, FAMILY)
  if (isOtherVersion(slips) && prominence !== 'core') return Math.max(ratio, MEANT)
  const isPlural = `${meant}s` === typed || `${typed}s` === meant
  if (isPlural && (prominence === 'known' || prominence === 'minor')) return Math.max(ratio, MEANT)
  return isAffixed(typed, meant) ? Math.max(ratio, MEANT) : ratio
}

/** The whole name with something before or after it is a name that somebody made. */
function isAffixed(typed: string, meant: string): boolean {
  return typed.length > meant.length + 1 && (typed.startsWith(meant) || typed.endsWith(meant))
}

/** Beginnings that whole families of projects share without a separator: what follows tells them apart. */
const STEMS = ['pytorch', 'torch', 'tensorflow', 'jupyter', 'pydantic', 'elasticsearch', 'django', 'pytest']
/** With so many others that begin alike, only the rest counts. */
const HUB = 12

/** Letters that say nothing, for many names begin with them. */
function lengthOfFamily(name: string, typed: string, target: KnownName, use: WordUse): number {
  const stem = STEMS.find((s) => target.squashed.startsWith(s) && typed.startsWith(s))
  if (stem !== undefined && stem.length < target.squashed.length) return Math.max(0, stem.length - 2)
  const a = name.split('-')
  const b = target.name.split('-')
  let shared = 0
  while (shared < a.length - 1 && shared < b.length - 1 && a[shared] === b[shared]) shared++
  for (; shared > 0; shared--) {
    const prefix = b.slice(0, shared)
    if (use.extensionsOf(prefix.join('-')) >= HUB) return Math.max(0, prefix.join('').length - 2)
  }
  return 0
}

/** Whether what differs are words of their own: `-cpu` and `-gpu`, `dataset` and `datasets`, `cu12` and `cu13`. */
function isFamily(typed: string, meant: string, use: WordUse): boolean {
  const a = typed.split('-')
  const b = meant.split('-')
  const different = a.filter((token) => !b.includes(token))
  return different.every((token) => use.isCommon(token) || (b.length > 1 && isVersionOf(token, b)))
}

function isVersionOf(token: string, others: readonly string[]): boolean {
  const letters = token.replaceAll(/\d/g, '')
  return letters !== token && others.some((other) => other.replaceAll(/\d/g, '') === letters)
}

function isOtherVersion({ kinds }: Slips): boolean {
  return kinds.every((kind) => kind === 'digit added' || kind === 'left out digit' || kind === 'other digit')
}

function said({ kinds }: Slips): string {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const parts = [...counts].map(([kind, count]) => (count > 1 ? `${count} × ${kind}` : article(kind)))
  return parts.join(' and ')
}

function article(kind: string): string {
  return kind === 'swapped letters' ? kind : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
