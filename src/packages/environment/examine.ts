import type { Gap, Finding } from '../../model/finding.ts'
import { plural } from '../../text/sizes.ts'
import { compiledFiles, type CompiledFiles } from './compiled.ts'
import { findingOf, listed, MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import { judgeFiles } from './judge-files.ts'
import { judgeLock } from './judge-lock.ts'
import { judgeOrigin } from './judge-origin.ts'
import { judgeScripts } from './judge-scripts.ts'
import { judgeStartUp, withOwner, type OwnedStartUp } from './judge-startup.ts'
import { judgeUnowned } from './judge-unowned.ts'
import { isSystemFolder, type EnvironmentLayout } from './layout.ts'
import { statOf, withRecorded, type Listing } from './listing.ts'
import type { LockFile } from './lock-file.ts'
import { ownershipOf, type Ownership } from './ownership.ts'
import { notProven } from './proof.ts'
import { installedIn } from './installed-in.ts'
import { compiled, link } from './rules.ts'
import { customModules, startUpEntries } from './startup-files.ts'
import { verify, type Deviation, type Verification } from './verify.ts'
import { isVirtualenvPatch } from './virtualenv-patch.ts'

export interface ExamineOptions {
  readonly signal: AbortSignal
  readonly lock?: LockFile
  readonly onBytes?: (n: number) => void
}

/** What an environment is, what was found in it, and what the search cannot show. */
export interface ExaminedEnvironment {
  readonly layout: EnvironmentLayout
  readonly distributions: readonly InstalledDistribution[]
  readonly startUp: readonly OwnedStartUp[]
  readonly compiled: CompiledFiles
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly notProven: readonly string[]
  readonly counts: {
    readonly files: number
    readonly verified: number
    /** Hashed. */
    readonly bytes: number
  }
}

/** Verifies what is installed by what its records, the lock and Python's own habits say. Nothing is run or followed out. */
export async function examine(
  layout: EnvironmentLayout,
  { signal, lock, onBytes }: ExamineOptions,
): Promise<ExaminedEnvironment> {
  const checkpoint = (): void => signal.throwIfAborted()
  const { listing: bare, distributions, gaps: read } = installedIn(layout, checkpoint)
  const gaps: Gap[] = [...read, ...(lock?.gaps ?? [])]
  const exists = (path: string): boolean => statOf(layout.root, path) !== undefined
  const ownership = ownershipOf(layout, distributions, exists, checkpoint)
  const listing = withRecorded(bare, ownership.claims.keys(), checkpoint)
  const verification = await verify(listing, ownership, { checkpoint, ...(onBytes && { onBytes }) })
  const startUp = startUpOf(layout, listing, ownership, verification, gaps)
  const compiledModules = compiledFiles(listing, (path) => verification.verified.has(path), checkpoint, gaps)
  const drafts = [
    ...judgeFiles(
      verification.deviations.filter((d) => d.kind === 'link' || !isSystemFolder(siteOf(d))),
      ownership,
      listing,
    ),
    ...judgeStartUp(startUp, (e) => isVirtualenvPatch(listing, e.path.replace(/\.pth$/, '.py'))),
    ...judgeModules(layout, listing, ownership, startUp),
    ...judgeScripts(layout, listing, ownership),
    ...judgeOrigin(distributions, listing, layout),
    ...judgeCompiled(compiledModules),
    ...layout.linked.map((path): EnvironmentDraft => ({
      rule: link,
      message: 'is a library folder that is a link; it was not entered, and Python imports what is behind it',
      at: { path },
      seen: path,
    })),
    ...(lock ? judgeLock(distributions, lock) : []),
  ]
  return {
    layout,
    distributions,
    startUp,
    compiled: compiledModules,
    findings: drafts.map(findingOf),
    gaps: [...gaps, ...verification.gaps],
    notProven: notProven({ layout, distributions, verification, compiled: compiledModules, lock }),
    counts: { files: listing.files.size, verified: verification.verified.size, bytes: verification.bytes },
  }
}

function siteOf(deviation: Deviation): string {
  return (deviation.kind === 'overwritten' ? deviation.by : deviation.claims[0]!).owner.site
}

function startUpOf(
  { sites, standardLibraries }: EnvironmentLayout,
  listing: Listing,
  ownership: Ownership,
  { verified }: Verification,
  gaps: Gap[],
): readonly OwnedStartUp[] {
  return [
    ...sites.flatMap((site) =>
      [...startUpEntries(listing, site, gaps), ...customModules(listing, site, gaps)].map((entry) =>
        withOwner(entry, site, ownership, verified),
      ),
    ),
    ...standardLibraries.flatMap((folder) =>
      [...customModules(listing, folder, gaps)]
        .filter((e) => !sites.some((site) => e.path.startsWith(`${site}/`)))
        .map((entry) => withOwner(entry, folder, ownership, verified)),
    ),
  ]
}

function* judgeModules(
  { sites }: EnvironmentLayout,
  listing: Listing,
  ownership: Ownership,
  startUp: readonly OwnedStartUp[],
): Iterable<EnvironmentDraft> {
  // What virtualenv adds is told of as a start-up line or, when it is not what it should be, as a finding of that.
  const patches = startUp.filter((e) => e.byMaker).map((e) => e.path.replace(/\.pth$/, '.py'))
  const known = new Set(patches.filter((path) => isVirtualenvPatch(listing, path)))
  const custom = new Set(startUp.filter((e) => e.kind === 'module').map((e) => e.path))
  const files = new Set([...listing.files].filter((path) => !known.has(path) && !custom.has(path)))
  const started = new Set(startUp.flatMap((e) => e.modules))
  for (const site of sites.filter((s) => !isSystemFolder(s)))
    yield* judgeUnowned({ ...listing, files }, site, ownership, started)
}

function* judgeCompiled({ notable }: CompiledFiles): Iterable<EnvironmentDraft> {
  for (const [state, all] of Map.groupBy(notable, (n) => n.state)) {
    const what = {
      matching: '',
      stale: 'not made from the source as it is now',
      unchecked: 'that Python runs without a look at the source',
      'without-source': 'without a source',
      'not-compiled': 'with something else in it',
    }[state]
    yield {
      rule: compiled,
      severity: state === 'unchecked' ? 'medium' : 'low',
      message: `${plural(all.length, 'compiled file')} ${what}: ${listed(
        all.map((n) => n.path),
        2,
      )}`,
      at: { path: all[0]!.path },
      evidence: all
        .slice(0, MAX_LISTED)
        .map(({ path }) => ({ at: { path }, says: `is a compiled file ${what}` })),
      seen: state,
    }
  }
}
