import { normalizedPythonName } from '../python-package.ts'
import { condaName } from './conda-names.ts'
import { knownNames } from './known-names.ts'
import { nearNames } from './near.ts'
import type { Judgement } from './verdict.ts'
import { wordUse } from './word-use.ts'

/** Packages of other languages and of systems are called as their projects are; they imitate nothing of Python. */
const FOREIGN =
  /^_|^(?:r|lib|perl|ruby|nodejs|gcc|gxx|cuda|xorg|font|openjdk)-|^lib|-(?:cos\d|devel|dev|static|conda|linux|osx|win)/
/** What conda itself is made of, near names of PyPI by chance. */
const OWN = new Set(
  'python cpython pypy conda mamba micromamba python-abi openssl sqlite zlib ncurses readline tk'.split(' '),
)
const MAX_LENGTH = 100

/** Names of conda that are slips of well-known ones. Other words for one thing are common there, and no sign of anything. */
export function judgeCondaName(name: string, asUnknown: boolean): Judgement {
  const normal = normalizedPythonName(name)
  const known = knownNames()
  if (!asUnknown && (known.members.has(normal) || OWN.has(normal) || condaName(normal) !== undefined))
    return { verdict: 'none', why: 'is a known package' }
  if (FOREIGN.test(name) || name.length > MAX_LENGTH)
    return { verdict: 'none', why: 'is no Python package by its name' }
  const near = nearNames(normal, known, wordUse(known, normal)).toSorted((a, b) => a.ratio - b.ratio)[0]
  const prominence = near && known.members.get(near.target)?.prominence
  return near && (prominence === 'core' || prominence === 'ml')
    ? { verdict: near.verdict, target: near.target, why: near.why }
    : { verdict: 'none', why: 'is near no known name' }
}
