import { normalizedPythonName } from '../python-package.ts'
import { condaName } from './conda-names.ts'
import { combinations } from './combinations.ts'
import { otherSpellings } from './forms.ts'
import { knownNames } from './known-names.ts'
import { nearNames } from './near.ts'
import type { Judgement, Resemblance } from './verdict.ts'
import { wordUse } from './word-use.ts'

/** Longer names than any package has; what is that long imitates nothing. */
const MAX_LENGTH = 100

export function judgePythonName(name: string, asUnknown: boolean): Judgement {
  if (name.length > MAX_LENGTH)
    return { verdict: 'none', why: 'is longer than any name that it could imitate' }
  const normal = normalizedPythonName(name)
  const known = knownNames()
  if (!asUnknown && known.members.has(normal)) return { verdict: 'none', why: 'is a known package' }
  const found: Resemblance[] = [
    ...otherSpellings(normal, known),
    ...nearNames(normal, known, wordUse(known, normal)),
    ...condaWords(normal),
    ...combinations(normal, known, asUnknown),
  ]
  const best = found.toSorted((a, b) => a.ratio - b.ratio)[0]
  return best
    ? { verdict: best.verdict, target: best.target, why: best.why }
    : { verdict: 'none', why: 'is near no known name' }
}

/** The name of a conda package is free for anybody on PyPI, and people carry it over. */
function condaWords(name: string): Resemblance[] {
  const meant = condaName(name)
  return meant && meant.pypi !== name
    ? [{ verdict: 'medium', target: meant.pypi, ratio: 1.2, why: `is what conda calls ${meant.pypi}` }]
    : []
}
