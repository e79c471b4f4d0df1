import { isPythonName, normalizedPythonName } from '../python-package.ts'
import { condaName } from './conda-names.ts'
import { combinations } from './combinations.ts'
import { otherSpellings } from './forms.ts'
import { latinLook } from './folds.ts'
import { knownNames } from './known-names.ts'
import { nearNames } from './near.ts'
import type { Judgement, Resemblance } from './verdict.ts'
import { wordUse } from './word-use.ts'

/** Longer names than any package has; what is that long imitates nothing. */
const MAX_LENGTH = 100

export function judgePythonName(name: string, asUnknown: boolean): Judgement {
  if (name.length > MAX_LENGTH)
    return { verdict: 'none', why: 'is longer than any name that it could imitate' }
  if (!isPythonName(name)) return judgeForeign(name)
  const normal = normalizedPythonName(name)
  const known = knownNames()
  if (!asUnknown && known.members.has(normal)) return { verdict: 'none', why: 'is a known package' }
  const found: Resemblance[] = [
    ...otherSpellings(normal, known),
    ...nearNames(normal, known, wordUse(known, normal)),
    ...combinations(normal, known, asUnknown),
  ]
  const best = found.toSorted((a, b) => a.ratio - b.ratio)[0]
  const conda = condaName(normal)
  if (conda && conda.pypi !== normal)
    return {
      verdict: best?.verdict === 'high' ? 'high' : 'medium',
      target: conda.pypi,
      why: `is what conda calls ${conda.pypi}`,
    }
  return best
    ? { verdict: best.verdict, target: best.target, why: best.why }
    : { verdict: 'none', why: 'is near no known name' }
}

/** No index takes letters of other scripts, and a file that names a package in them is meant to deceive its readers. */
function judgeForeign(name: string): Judgement {
  const look = latinLook(name)
  const judged: Judgement =
    look !== name && isPythonName(look) ? judgePythonName(look, false) : { verdict: 'none', why: '' }
  const target = judged.target ?? (knownNames().members.has(normalizedPythonName(look)) ? look : undefined)
  return look === name || target === undefined
    ? { verdict: 'none', why: 'is no name of a package' }
    : { verdict: 'high', target, why: `looks like ${target} with letters that are not Latin` }
}
