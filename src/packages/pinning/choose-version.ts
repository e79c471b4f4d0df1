import { exactVersion, type PythonRequirement } from '../../names/python-package.ts'
import { satisfiesPython } from '../../names/python-range.ts'
import type { KnownVersion, KnownVersions } from './known-version.ts'

/** The one version that a requirement can mean, or why there is none. */
export type Choice = KnownVersion | { readonly why: string }

/** Never guesses: where two versions fit, which one is meant is not for a tool to say. */
export function chooseVersion(requirement: PythonRequirement, known: KnownVersions, from: string): Choice {
  const all = known.get(requirement.normalized) ?? []
  if (all.length === 0) return { why: `is not in ${from}` }
  return requirement.url === undefined
    ? fromIndex(requirement, all, from)
    : fromAddress(requirement.url, all, from)
}

function fromIndex({ specifiers }: PythonRequirement, all: readonly KnownVersion[], from: string): Choice {
  const indexed = all.filter(({ url, isFolder }) => url === undefined && isFolder !== true)
  if (indexed.length === 0) return { why: `comes from no index in ${from}` }
  const exact = exactVersion(specifiers)
  const same = exact === undefined ? [] : indexed.filter(({ version }) => version === exact)
  const fitting =
    same.length > 0
      ? same
      : indexed.filter(({ version }) => specifiers === '' || satisfiesPython(version, specifiers) === true)
  const [only] = fitting
  if (!only) return { why: `${from} has ${versions(indexed)}, which ${specifiers} does not allow` }
  if (fitting.length > 1) return { why: `${from} has ${versions(fitting)}, and any of them may be meant` }
  return only.hashes.length > 0 ? only : { why: `has no hash in ${from} that pip would take` }
}

function fromAddress(address: string, all: readonly KnownVersion[], from: string): Choice {
  if (/^(?:git|hg|svn|bzr)\+/.test(address)) return { why: 'is a repository, which has no hash' }
  const plain = address.replace(/#.*$/s, '')
  const same = all.filter(({ url }) => url === plain)
  const [only] = same
  if (!only) return { why: `comes from an address that is not in ${from}` }
  if (same.length > 1) return { why: `${from} has ${versions(same)} of this address` }
  return only.hashes.length > 0 ? only : { why: `has no hash in ${from} that pip would take` }
}

function versions(known: readonly KnownVersion[]): string {
  const shown = known.slice(0, 5).map(({ version }) => version.slice(0, 60))
  return known.length > 5 ? `${shown.join(', ')} and others` : shown.join(', ')
}
