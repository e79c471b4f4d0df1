import { meantBy } from './confusions.ts'
import { skeleton, sortedTokens, squashed, stemmed } from './folds.ts'
import type { KnownName, KnownNames } from './known-names.ts'
import { verdictOf, type Resemblance } from './verdict.ts'

const LEAST_STEM = 6

/** Known names of which this one is only another spelling: what nobody sees, hears or remembers is taken away. */
export function otherSpellings(name: string, known: KnownNames): Resemblance[] {
  const stem = stemmed(name)
  const folds: readonly (readonly [string, readonly KnownName[] | undefined, string])[] = [
    ['separators', known.bySquash.get(squashed(name)), 'with other separators'],
    ['look', known.bySkeleton.get(skeleton(name)), 'with characters that look alike'],
    ['order', known.bySortedTokens.get(sortedTokens(name)), 'with its words in another order'],
    ['endings', stem.length < LEAST_STEM ? [] : known.byStem.get(stem), 'with other endings of its words'],
  ]
  const found: Resemblance[] = []
  for (const [fold, targets, how] of folds)
    for (const target of targets ?? []) {
      const meant = target.means ?? target.name
      if (target.name === name || meant === name) continue
      found.push(...resemblance(foldRatio(fold, target), meant, `is ${target.name} ${how}`))
    }
  const meant = meantBy(name)
  if (meant !== undefined && meant !== name)
    found.push(
      ...resemblance(calledRatio(known.members.get(meant)), meant, `is what ${meant} is called elsewhere`),
    )
  return [...found, ...pythonForms(name, known)]
}

/** How far the same letters are believed to be an imitation. */
function foldRatio(fold: string, { prominence, squashed: { length } }: KnownName): number {
  if (prominence === 'core') return 0.2
  if (fold === 'endings') return ENDINGS[prominence]
  if (prominence === 'minor' || prominence === 'known' || length < 5) return 1.3
  return prominence === 'prominent' ? 0.9 : 0.5
}

const ENDINGS = { core: 0.4, ml: 0.8, everywhere: 0.9, prominent: 1.2, known: 1.2, minor: 1.8 } as const

/** Honest people make these mistakes, and outside of machine learning many such names are packages of their own. */
function calledRatio(meant: KnownName | undefined): number {
  return meant?.prominence === 'core' || meant?.prominence === 'ml' ? 0.3 : 1.2
}

const FORMS: readonly RegExp[] = [
  /^python\d?-(.+)$/,
  /^py\d?-(.+)$/,
  /^(.+)-(?:python|py)\d?$/,
  /^py(?!t$)(.{4,})$/,
  /^(.{4,})py\d?$/,
]

/** `python-x`, `x-py`, `pyx` of a package that has none of them, and the other way round. */
function pythonForms(name: string, known: KnownNames): Resemblance[] {
  const found: Resemblance[] = []
  for (const form of FORMS) {
    const bare = form.exec(name)?.[1]
    const target = bare === undefined ? undefined : known.members.get(bare)
    if (target && target.name !== name)
      found.push(...resemblance(formRatio(target), target.name, `is ${target.name} called one for Python`))
  }
  for (const dressed of [`python-${name}`, `${name}-python`, `py${name}`, `${name}-py`]) {
    const target = known.members.get(dressed)
    if (target)
      found.push(...resemblance(formRatio(target) + 0.5, dressed, `is ${dressed} without its affix`))
  }
  return found
}

function formRatio({ prominence }: KnownName): number {
  const ratios = { core: 0.7, ml: 1.2, everywhere: 0.9, prominent: 1.2, known: 1.6, minor: 3 } as const
  return ratios[prominence]
}

function resemblance(ratio: number, target: string, why: string): Resemblance[] {
  const verdict = verdictOf(ratio)
  return verdict === 'none' ? [] : [{ verdict, target, ratio, why }]
}
