import { posix } from 'node:path'
import { plural } from '../../text/sizes.ts'
import { listed, MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import { isImportable, titleOf, type InstalledDistribution } from './installed-distribution.ts'
import type { Listing } from './listing.ts'
import { unrecordedOwner, type Ownership } from './ownership.ts'
import { unowned, link } from './rules.ts'

/** Written by packages themselves when they run for the first time: parser tables, wrappers of COM libraries. */
const GENERATED =
  /(?:^|\/)(?:lextab|yacctab|parsetab|parser\.out)\.py$|(?:^|\/)(?:comtypes\/gen|win32com\/gen_py)\/[^/]+\.py$/

/** Code below a site folder that is in no record, told by module; and links that nobody recorded. */
export function* judgeUnowned(
  listing: Listing,
  site: string,
  ownership: Ownership,
  startedModules: ReadonlySet<string>,
): Iterable<EnvironmentDraft> {
  const prefix = site === '' ? '' : `${site}/`
  const alone = new Map<string, string[]>()
  const inside: { path: string; owner: InstalledDistribution }[] = []
  for (const path of listing.files) {
    if (!path.startsWith(prefix) || !isImportable(path) || ownership.claims.has(path)) continue
    if (isKnown(path, listing, ownership, site)) continue
    const owner = ownerAround(path, prefix, ownership)
    if (owner) inside.push({ path, owner })
    else {
      const top = topOf(path, prefix)
      const known = alone.get(top)
      if (known) known.push(path)
      else alone.set(top, [path])
    }
  }
  for (const [owner, all] of Map.groupBy(inside, (f) => f.owner)) {
    for (const { path } of all.slice(0, MAX_LISTED)) yield insidePackage(path, owner, prefix, startedModules)
    if (all.length > MAX_LISTED)
      yield {
        rule: unowned,
        severity: 'high',
        message: `${plural(all.length - MAX_LISTED, 'more module')} in folders of ${titleOf(owner)} are in no record`,
        at: { path: all[MAX_LISTED]!.path },
        seen: 'more',
        owner,
      }
  }
  const tops = [...alone].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [top, paths] of tops.slice(0, 200)) yield aloneModule(top, paths, prefix, startedModules)
  if (tops.length > 200)
    yield {
      rule: unowned,
      message: `${tops.length - 200} more modules and packages belong to no distribution: ${listed(tops.slice(200).map(([top]) => top))}`,
      at: { path: tops[200]![1][0]! },
      seen: 'more',
    }
  yield* strayLinks(listing, prefix, ownership, site)
}

function insidePackage(
  path: string,
  owner: InstalledDistribution,
  prefix: string,
  started: ReadonlySet<string>,
): EnvironmentDraft {
  const isGenerated = GENERATED.test(path)
  const starts = startsWith(moduleOf(path, prefix), started)
  return {
    rule: unowned,
    severity: isGenerated ? 'low' : 'high',
    message: `lies among the files of ${titleOf(owner)}, which did not install it${starts ? '; it runs whenever Python starts' : ''}`,
    at: { path },
    seen: path.slice(prefix.length),
    owner,
  }
}

function aloneModule(
  top: string,
  paths: readonly string[],
  prefix: string,
  started: ReadonlySet<string>,
): EnvironmentDraft {
  const starts = [...started].find(
    (name) => name.split('.')[0] === moduleOf(prefix + top, prefix).split('.')[0],
  )
  const what = paths.length === 1 ? 'belongs' : `and its ${plural(paths.length, 'module')} belong`
  const leftOver = top.startsWith('~')
  return {
    rule: unowned,
    severity: starts ? 'high' : leftOver ? 'low' : 'medium',
    message: leftOver
      ? `${top} was left behind by an uninstallation that broke off`
      : `${top} ${what} to no distribution${starts ? '; it runs whenever Python starts' : ''}`,
    at: { path: paths.length === 1 ? paths[0]! : prefix + top },
    evidence: paths.slice(0, MAX_LISTED).map((path) => ({ at: { path }, says: 'is in no record' })),
    seen: top,
  }
}

function isKnown(path: string, listing: Listing, ownership: Ownership, site: string): boolean {
  if (/(?:^|\/)__pycache__\//.test(path)) {
    // Compiled modules are looked at by their header; anything else in such a folder is not imported from there.
    return path.endsWith('.pyc')
  }
  // Who adds a module to a package of others may add a description without a record, too.
  const prefix = site === '' ? '' : `${site}/`
  if (unrecordedOwner(ownership, path, site) && !ownerAround(path, prefix, ownership)) return true
  // Compiled beside its source, as Python 2 did: Python 3 takes the source.
  return (
    path.endsWith('.pyc') && listing.files.has(path.slice(0, -1)) && ownership.claims.has(path.slice(0, -1))
  )
}

/** The distribution whose folder the file lies in: the nearest one that is a folder of somebody. */
function ownerAround(
  path: string,
  prefix: string,
  { folders }: Ownership,
): InstalledDistribution | undefined {
  for (
    let folder = posix.dirname(path);
    folder.length >= prefix.length && folder !== '.';
    folder = posix.dirname(folder)
  ) {
    const owner = folders.get(folder)
    if (owner) return owner
  }
  return undefined
}

function topOf(path: string, prefix: string): string {
  const slash = path.indexOf('/', prefix.length)
  return slash < 0 ? path.slice(prefix.length) : path.slice(prefix.length, slash)
}

/** `a/b/__init__.py` is `a.b`. */
function moduleOf(path: string, prefix: string): string {
  return path
    .slice(prefix.length)
    .replace(/\.(?:[\w-]+\.)?(?:py|pyw|pyc|so|pyd)$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.')
}

function startsWith(module: string, started: ReadonlySet<string>): boolean {
  return [...started].some((name) => name === module || name.startsWith(`${module}.`))
}

function* strayLinks(
  { links }: Listing,
  prefix: string,
  { claims, folders }: Ownership,
  site: string,
): Iterable<EnvironmentDraft> {
  const stray = [...links].filter(
    ([path]) =>
      path.startsWith(prefix) &&
      path !== site &&
      !claims.has(path) &&
      !folders.has(path) &&
      !path.includes('__pycache__'),
  )
  for (const [path, target] of stray.slice(0, MAX_LISTED))
    yield {
      rule: link,
      severity: 'medium',
      message: `is a link to ${target} that no distribution recorded; Python imports what is behind it`,
      at: { path },
      seen: path.slice(prefix.length),
    }
  if (stray.length > MAX_LISTED)
    yield {
      rule: link,
      severity: 'medium',
      message: `${plural(stray.length - MAX_LISTED, 'more link')} that no distribution recorded`,
      at: { path: stray[MAX_LISTED]![0] },
      seen: 'more',
    }
}
