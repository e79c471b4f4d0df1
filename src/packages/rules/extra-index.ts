import type { FindingDraft, Rule } from '../../model/rule.ts'
import { isPublicIndex } from '../../names/public-index.ts'
import { hostOf } from '../../text/web-address.ts'
import type { PackageIndex, PackageSet } from '../package-set.ts'
import { isPrivateHost } from '../indexes/host.ts'
import { isFromIndex, isStronglyHashed } from '../pinning/entry.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { listed, named, oneFinding } from '../pinning/one-finding.ts'

export const extraIndex: Rule<PackageSet> = {
  id: 'packages-extra-index',
  title: 'Several indexes may answer for the same name',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'An index that is asked for every package can answer for any of them. pip takes the highest version of all indexes, so that whoever ' +
    'registers the name of an internal package in public wins with version 99 (dependency confusion; the way of torchtriton in 2022), and ' +
    'it goes on silently with the other indexes when one fails. uv asks in order unless `index-strategy` is unsafe; its indexes are ' +
    'limited to the packages that name them by `explicit = true`. conda lets a channel further down win where `channel_priority` is ' +
    'flexible. It weighs more where one of the indexes is a private one. Hashes for everything make it harmless.',
  remedy:
    'Use one index that serves both, limit the extra one (explicit, priority), or give every package a hash.',
  references: ['CWE-427', 'CWE-829', 'CVE-2018-20225'],
  *check(set, path) {
    const kind = fileKind(set)
    if (kind === undefined || kind === 'lock' || set.title === 'Pipfile') return
    const remote = set.packages.filter(isFromIndex)
    if (kind === 'requirements' && remote.length > 0 && remote.every(isStronglyHashed)) return
    yield* strategy(set, path)
    yield* extras(set, path)
    if (kind === 'environment') yield* channels(set, path)
  },
}

function* strategy({ options }: PackageSet, path: string): Generator<FindingDraft> {
  const unsafe = options.filter(
    ({ name, value = '' }) => name === 'index-strategy' && value.startsWith('unsafe-'),
  )
  yield* oneFinding(
    path,
    unsafe.map(({ value = '', line }) => ({
      line,
      says: 'lets every index answer for every name',
      excerpt: `index-strategy = ${value}`,
    })),
    {
      message: `takes the best answer of all indexes: index-strategy = ${unsafe[0]?.value}`,
      seen: `index-strategy ${unsafe[0]?.value}`,
      severity: 'medium',
    },
  )
}

function* extras({ indexes, title }: PackageSet, path: string): Generator<FindingDraft> {
  const found = indexes.filter((index) => isUnscoped(index) && !isChannel(index))
  const primary = indexes.findLast((index) => index.role === 'primary' && !isChannel(index))
  const urls = found.map(({ url }) => url)
  const ours = [...found, ...(primary ? [primary] : [])].filter(isOurs)
  yield* oneFinding(
    path,
    found.map(({ url, role, line }) => ({
      line,
      says: role === 'find-links' ? 'may hold files of any package' : 'is asked for every package',
      excerpt: url.slice(0, 200),
    })),
    {
      message: `${title} asks ${listed(urls.map((url) => hostOf(url) ?? url))} for every package, beside ${primary ? (hostOf(primary.url) ?? 'another index') : 'the usual index'}`,
      seen: named(urls),
      severity: ours.length > 0 && (ours.length <= found.length || !primary) ? 'medium' : 'low',
    },
  )
}

function isUnscoped({ role, url }: PackageIndex): boolean {
  return role === 'extra' || (role === 'find-links' && /^https?:/i.test(url))
}

/** An index of somebody's own: there are names on it that the public one does not have. */
function isOurs({ url, credentials }: PackageIndex): boolean {
  return !isPublicIndex('pypi', url) && (credentials || isPrivateHost(hostOf(url) ?? ''))
}

/** Channels of conda are names, or addresses that have one. */
function isChannel({ url, name }: PackageIndex): boolean {
  return !url.includes('://') || (name !== undefined && url.endsWith(name) && isPublicIndex('conda', url))
}

function* channels({ indexes }: PackageSet, path: string): Generator<FindingDraft> {
  const asked = indexes.filter((index) => isChannel(index) && index.url !== 'nodefaults')
  if (asked.length < 2) return
  yield* oneFinding(
    path,
    asked.map(({ url, line }) => ({
      line,
      says: 'is a channel for every package',
      excerpt: url.slice(0, 200),
    })),
    {
      message: `takes packages from ${asked.length} channels: ${listed(asked.map(({ name, url }) => name ?? url))}; which one wins is for channel_priority to say`,
      seen: `channels ${named(asked.map(({ url }) => url))}`,
      severity: 'info',
    },
  )
}
