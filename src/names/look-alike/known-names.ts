import { aliases } from './confusions.ts'
import { letterMask, skeleton, sortedTokens, squashed, stemmed } from './folds.ts'
import { coreMlNames, otherMlNames } from './ml-names.ts'
import { popularNames } from './popular-names.ts'

/** How many people would be caught: `core` of machine learning, `ml` its other packages, then by downloads. */
export type Prominence = 'core' | 'ml' | 'everywhere' | 'prominent' | 'known' | 'minor'

export interface KnownName {
  readonly name: string
  /** What it is asked for in place of, where no package of that name is meant. */
  readonly means?: string
  readonly squashed: string
  readonly prominence: Prominence
  /** By downloads from 0; names that nobody downloads are last. */
  readonly rank: number
}

/** Targets of one length, laid out for a quick look at all of them. */
interface Bucket {
  readonly names: readonly KnownName[]
  /** Which letters each has. */
  readonly masks: Int32Array
  /** How many slips each is believed to suffer. */
  readonly mosts: Uint8Array
}

/** Names that are trusted, by everything that a look-alike of them keeps. */
export interface KnownNames {
  readonly members: ReadonlyMap<string, KnownName>
  /** What is asked for in place of members, and is none. */
  readonly aliases: ReadonlyMap<string, KnownName>
  readonly bySquash: ReadonlyMap<string, readonly KnownName[]>
  readonly bySkeleton: ReadonlyMap<string, readonly KnownName[]>
  readonly bySortedTokens: ReadonlyMap<string, readonly KnownName[]>
  readonly byStem: ReadonlyMap<string, readonly KnownName[]>
  /** Those whose near names are looked for, by the length of their squashed form. */
  readonly byLength: ReadonlyMap<number, Bucket>
  /** In how many names a word occurs. */
  readonly tokenUses: ReadonlyMap<string, number>
  /** How many names begin with a word and go on: those of `langchain`. */
  readonly extensions: ReadonlyMap<string, number>
}

const BOUNDS: readonly (readonly [number, Prominence])[] = [
  [100, 'everywhere'],
  [600, 'prominent'],
  [2500, 'known'],
]
/** Nobody imitates what few know: names past this rank are trusted, and nothing is measured against them. */
const TARGETS = 6000

/** Other names are imitated too, less than the name itself. */
const ALIASED: Readonly<Partial<Record<Prominence, Prominence>>> = {
  core: 'ml',
  ml: 'prominent',
  everywhere: 'prominent',
  prominent: 'known',
}

let loaded: KnownNames | undefined

/** Made on first use. */
export function knownNames(): KnownNames {
  loaded ??= indexOf(popularNames.trim().split(/\s+/))
  return loaded
}

function indexOf(popular: readonly string[]): KnownNames {
  const core = new Set(coreMlNames)
  const ml = new Set(otherMlNames)
  const members = new Map<string, KnownName>()
  const add = (name: string, rank: number): void => {
    if (members.has(name)) return
    const prominence = core.has(name) ? 'core' : ml.has(name) ? 'ml' : prominenceAt(rank)
    members.set(name, { name, squashed: squashed(name), prominence, rank })
  }
  popular.forEach(add)
  for (const name of [...coreMlNames, ...otherMlNames]) add(name, popular.length)
  const known = [...members.values()]
  const others = new Map<string, KnownName>()
  for (const [alias, means] of aliases) {
    const meant = members.get(means)
    const prominence = meant && ALIASED[meant.prominence]
    if (meant && prominence && !members.has(alias))
      others.set(alias, { name: alias, means, squashed: squashed(alias), prominence, rank: meant.rank })
  }
  const targets = [
    ...known.filter((k) => k.prominence === 'core' || k.prominence === 'ml' || k.rank < TARGETS),
    ...others.values(),
  ]
  const { tokenUses, extensions } = wordsOf(members.keys())
  return {
    members,
    aliases: others,
    bySquash: grouped(targets, (k) => k.squashed),
    bySkeleton: grouped(targets, (k) => skeleton(k.name)),
    bySortedTokens: grouped(
      targets.filter((k) => k.name.includes('-')),
      (k) => sortedTokens(k.name),
    ),
    byStem: grouped(targets, (k) => stemmed(k.name)),
    byLength: buckets(targets),
    tokenUses,
    extensions,
  }
}

export const MOST_SLIPS = 3

function mostSlips({ squashed: { length }, prominence }: KnownName): number {
  switch (prominence) {
    case 'core':
      return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : MOST_SLIPS
    case 'ml':
      return length < 5 ? 0 : length < 9 ? 1 : length < 14 ? 2 : MOST_SLIPS
    case 'everywhere':
      return length < 5 ? 0 : length < 7 ? 1 : 2
    default:
      return length < 5 ? 0 : length < 12 ? 1 : 2
  }
}

function buckets(targets: readonly KnownName[]): Map<number, Bucket> {
  const imitated = targets.filter((target) => mostSlips(target) > 0)
  const byLength = grouped(imitated, (k) => k.squashed.length)
  return new Map(
    [...byLength].map(([length, names]) => [
      length,
      {
        names,
        masks: Int32Array.from(names, (n) => letterMask(n.squashed)),
        mosts: Uint8Array.from(names, mostSlips),
      },
    ]),
  )
}

function prominenceAt(rank: number): Prominence {
  return BOUNDS.find(([below]) => rank < below)?.[1] ?? 'minor'
}

function grouped<K>(known: readonly KnownName[], key: (known: KnownName) => K): Map<K, KnownName[]> {
  const groups = new Map<K, KnownName[]>()
  for (const one of known) {
    const at = key(one)
    const group = groups.get(at)
    if (group) group.push(one)
    else groups.set(at, [one])
  }
  return groups
}

function wordsOf(names: Iterable<string>): Pick<KnownNames, 'tokenUses' | 'extensions'> {
  const tokenUses = new Map<string, number>()
  const extensions = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const name of names) {
    let start = 0
    for (let end = name.indexOf('-'); end >= 0; end = name.indexOf('-', start)) {
      add(tokenUses, name.slice(start, end))
      add(extensions, name.slice(0, end))
      start = end + 1
    }
    add(tokenUses, name.slice(start))
  }
  return { tokenUses, extensions }
}
