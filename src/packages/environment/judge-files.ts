import type { Evidence } from '../../model/finding.ts'
import { lineRange } from '../../model/location.ts'
import { plural } from '../../text/sizes.ts'
import { isOnlyCertificates } from './certificates.ts'
import { listed, MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import { isCode, titleOf, type InstalledDistribution } from './installed-distribution.ts'
import type { Listing } from './listing.ts'
import type { Claim, Ownership } from './ownership.ts'
import * as rules from './rules.ts'
import type { Deviation } from './verify.ts'

type Of<K extends Deviation['kind']> = Extract<Deviation, { kind: K }>

/** Files that are not what their distribution says. Code is told one by one, the rest a distribution at a time. */
export function* judgeFiles(
  deviations: readonly Deviation[],
  { outside }: Ownership,
  listing: Listing,
): Iterable<EnvironmentDraft> {
  const of = <K extends Deviation['kind']>(kind: K): Of<K>[] =>
    deviations.filter((d): d is Of<K> => d.kind === kind)
  yield* judgeModified(of('modified'), listing)
  yield* judgeMissing(of('missing'))
  yield* judgeUnhashed(of('unhashed'))
  yield* judgeLinks(of('link'), listing)
  yield* judgeOverwritten(of('overwritten'))
  yield* judgeOutside(outside)
}

function* judgeModified(modified: readonly Of<'modified'>[], listing: Listing): Iterable<EnvironmentDraft> {
  const certificates = modified.filter((d) => isOnlyCertificates(listing.root, d.path))
  if (certificates.length > 0)
    yield {
      rule: rules.certificates,
      message: `trusts other certificate authorities than ${listed(certificates.map((d) => titleOf(d.claims[0]!.owner)))} brought along`,
      at: { path: certificates[0]!.path },
      evidence: certificates.slice(0, MAX_LISTED).map(({ path }) => ({
        at: { path },
        says: 'holds only certificates, and not those that are recorded',
      })),
      seen: certificates.map((d) => d.claims[0]!.owner.normalized).join(),
    }
  const told = new Set(certificates)
  for (const [owner, all] of byOwner(modified.filter((d) => !told.has(d)))) {
    const code = all.filter((d) => isCode(d.path))
    for (const { path, claims, size } of code.slice(0, MAX_LISTED))
      yield {
        rule: rules.modified,
        message: `is not the file that ${titleOf(owner)} installed: its hash differs from the recorded one`,
        at: { path },
        evidence: [recordEvidence(claims[0]!, sizeNote(claims[0]!, size))],
        seen: pathIn(owner, path),
        owner,
      }
    const others = [...code.slice(MAX_LISTED), ...all.filter((d) => !isCode(d.path))]
    if (others.length > 0)
      yield {
        rule: rules.modified,
        severity: code.length > MAX_LISTED ? 'high' : 'medium',
        message: `${plural(others.length, 'file')} of ${titleOf(owner)} ${others.length === 1 ? 'has' : 'have'} another hash than the recorded one`,
        at: { path: others[0]!.path },
        evidence: others.slice(0, MAX_LISTED).map(({ path, claims, size }) => ({
          at: { path },
          says: sizeNote(claims[0]!, size),
        })),
        seen: 'files',
        owner,
      }
  }
}

function sizeNote({ row }: Claim, size: number): string {
  if (row.size === undefined) return 'has another hash than the recorded one'
  return row.size === size
    ? `has the recorded size of ${size} bytes, and another hash`
    : `has ${size} bytes, ${row.size} are recorded`
}

function recordEvidence({ owner, row }: Claim, says: string): Evidence {
  return { at: { path: owner.record ?? owner.folder, range: lineRange(row.line) }, says }
}

function* judgeMissing(missing: readonly Of<'missing'>[]): Iterable<EnvironmentDraft> {
  for (const [owner, all] of byOwner(missing)) {
    const code = all.filter((d) => isCode(d.path) && !isTest(d.path))
    const few = listed((code.length > 0 ? code : all).map((d) => pathIn(owner, d.path)))
    yield {
      rule: rules.missing,
      severity: code.length > 0 ? 'medium' : 'low',
      message: `${plural(all.length, 'file')} of ${titleOf(owner)} ${all.length === 1 ? 'is' : 'are'} gone: ${few}`,
      at: { path: owner.record ?? owner.folder, range: lineRange(all[0]!.claims[0]!.row.line) },
      evidence: all
        .slice(0, MAX_LISTED)
        .map(({ path, claims }) => recordEvidence(claims[0]!, `names ${path}, which is not there`)),
      seen: few,
      owner,
    }
  }
}

function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|testing|docs?|examples?|benchmarks?)\//.test(path) || path.endsWith('.pyi')
}

function* judgeUnhashed(unhashed: readonly Of<'unhashed'>[]): Iterable<EnvironmentDraft> {
  for (const [owner, all] of byOwner(unhashed)) {
    const code = all.filter((d) => isCode(d.path))
    const few = listed((code.length > 0 ? code : all).map((d) => pathIn(owner, d.path)))
    const weak = all.find((d) => d.weak !== undefined)?.weak
    const without = weak === undefined ? 'no hash' : `no better hash than ${weak}`
    yield {
      rule: rules.unhashed,
      severity: code.length > 0 ? 'medium' : 'low',
      message: `${titleOf(owner)} records ${without} for ${plural(all.length, 'file')}: ${few}`,
      at: { path: owner.record ?? owner.folder, range: lineRange(all[0]!.claims[0]!.row.line) },
      evidence: all
        .slice(0, MAX_LISTED)
        .map(({ path, claims }) => recordEvidence(claims[0]!, `names ${path} with ${without}`)),
      seen: few,
      owner,
    }
  }
}

function* judgeLinks(linked: readonly Of<'link'>[], { links }: Listing): Iterable<EnvironmentDraft> {
  for (const [owner, all] of byOwner(linked)) {
    // conda installs links, and says so.
    if (owner.kind === 'conda' && all.every((d) => d.path === d.link && !d.claims[0]!.row.hash)) continue
    const places = [...new Set(all.map((d) => d.link))]
    const isWhole = places.length > MAX_LISTED && places.length * 2 > (owner.rows?.length ?? 0)
    const shown = isWhole ? places.slice(0, 1) : places.slice(0, MAX_LISTED)
    for (const place of shown) {
      const behind = all.filter((d) => d.link === place).length
      const target = links.get(place) ?? ''
      yield {
        rule: rules.link,
        severity: isWhole ? 'medium' : 'high',
        message: isWhole
          ? `${titleOf(owner)} is made of links: ${plural(places.length, 'file')} were not verified`
          : `is a link to ${target} where ${titleOf(owner)} installed ${behind > 1 ? `a folder of ${behind} files` : 'a file'}`,
        at: { path: place },
        evidence: (isWhole ? places.slice(0, MAX_LISTED) : [place]).map((path) => ({
          at: { path },
          says: `is a link to ${links.get(path) ?? ''}`,
        })),
        seen: isWhole ? 'whole' : pathIn(owner, place),
        owner,
      }
    }
  }
}

function* judgeOverwritten(overwritten: readonly Of<'overwritten'>[]): Iterable<EnvironmentDraft> {
  const pairs = new Map<
    string,
    { winner: InstalledDistribution; loser: InstalledDistribution; paths: string[] }
  >()
  for (const { path, by, losers } of overwritten)
    for (const { owner } of losers) {
      if (owner.id === by.owner.id) continue
      const key = `${by.owner.id} ${owner.id}`
      const pair = pairs.get(key) ?? { winner: by.owner, loser: owner, paths: [] }
      pairs.set(key, pair)
      pair.paths.push(path)
    }
  for (const { winner, loser, paths } of pairs.values())
    yield {
      rule: rules.sharedFile,
      severity: paths.some((p) => isCode(p) && !isTest(p)) ? 'medium' : 'low',
      message: `${titleOf(winner)} overwrote ${plural(paths.length, 'file')} of ${titleOf(loser)}: ${listed(paths.map((p) => pathIn(loser, p)))}`,
      at: { path: paths[0]! },
      evidence: paths
        .slice(0, MAX_LISTED)
        .map((path) => ({ at: { path }, says: `is recorded by ${winner.name} and ${loser.name}` })),
      seen: `${winner.normalized} ${loser.normalized}`,
      owner: winner,
    }
}

function* judgeOutside(outside: readonly Claim[]): Iterable<EnvironmentDraft> {
  for (const [owner, all] of byOwner(outside.map((claim) => ({ claims: [claim] })))) {
    const rows = all.map((d) => d.claims[0]!.row)
    const few = listed(rows.map((row) => row.path))
    yield {
      rule: rules.outside,
      message: `${titleOf(owner)} records ${plural(rows.length, 'file')} outside of the environment: ${few}`,
      at: { path: owner.record ?? owner.folder, range: lineRange(rows[0]!.line) },
      evidence: all
        .slice(0, MAX_LISTED)
        .map(({ claims: [claim] }) => recordEvidence(claim!, `names ${claim!.row.path}`)),
      seen: few,
      owner,
    }
  }
}

/** Path as its distribution knows it: environments differ in the version of Python. */
export function pathIn({ site }: InstalledDistribution, path: string): string {
  return site !== '' && path.startsWith(`${site}/`) ? path.slice(site.length + 1) : path
}

function byOwner<T extends { readonly claims: readonly Claim[] }>(
  all: readonly T[],
): ReadonlyMap<InstalledDistribution, readonly T[]> {
  return Map.groupBy(all, (d) => d.claims[0]!.owner)
}
