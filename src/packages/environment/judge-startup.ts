import { posix } from 'node:path'
import { listed, type EnvironmentDraft } from './draft.ts'
import { titleOf, type InstalledDistribution } from './installed-distribution.ts'
import { pathIn } from './judge-files.ts'
import { isSystemFolder } from './layout.ts'
import { unrecordedOwner, type Ownership } from './ownership.ts'
import { searchPath, startUp } from './rules.ts'
import { placeOf, type StartUpEntry } from './startup-files.ts'

/** A start-up entry with who is behind it. */
export interface OwnedStartUp extends StartUpEntry {
  readonly owner?: InstalledDistribution
  /** The file's bytes are the recorded ones. */
  readonly verified: boolean
  /** What makes environments writes it, without a record. */
  readonly byMaker: boolean
  /** Nothing in its folder has a record that holds. */
  readonly unrecorded: boolean
}

/** virtualenv's own patch, which it puts beside the packages of every environment that it makes. */
const VIRTUALENV = '_virtualenv'
/** Pointers to working copies: `setup.py develop` and conda keep theirs without a record. */
const POINTERS = /^(?:easy-install|conda|__editable__[\w.+-]*|_[\w.]+_editable|[\w.-]+-nspkg)\.pth$/i

export function withOwner(
  entry: StartUpEntry,
  site: string,
  ownership: Ownership,
  verified: ReadonlySet<string>,
): OwnedStartUp {
  const owner = ownership.claims.get(entry.path)?.[0]?.owner ?? unrecordedOwner(ownership, entry.path, site)
  const name = posix.basename(entry.path)
  return {
    ...entry,
    ...(owner && { owner }),
    verified: verified.has(entry.path),
    unrecorded: isSystemFolder(site),
    byMaker:
      owner === undefined &&
      !isSystemFolder(site) &&
      name === `${VIRTUALENV}.pth` &&
      entry.text.trim() === `import ${VIRTUALENV}`,
  }
}

/**
 * What runs at every start. A recorded line that only imports is the package's business and no finding; a line that does more is one
 * even where its hash is right, because malware is recorded as carefully as anything else.
 */
export function* judgeStartUp(
  entries: readonly OwnedStartUp[],
  isPatch: (entry: OwnedStartUp) => boolean,
): Iterable<EnvironmentDraft> {
  for (const all of Map.groupBy(entries, (e) => e.path).values()) {
    const code = all.filter((e) => e.kind !== 'path' && !(e.byMaker && isPatch(e)))
    if (code.length > 0) yield* judgeCode(code)
    const paths = all.filter((e) => e.kind === 'path')
    if (paths.length > 0) yield* judgePaths(paths)
  }
}

function* judgeCode(entries: readonly OwnedStartUp[]): Iterable<EnvironmentDraft> {
  const suspicious = entries.filter((e) => e.traits.suspicious)
  const [worst] = suspicious.toSorted((a, b) => b.traits.does.length - a.traits.does.length)
  const [first] = entries as [OwnedStartUp, ...OwnedStartUp[]]
  const { owner } = first
  if (!worst && (owner || first.unrecorded)) return
  const shown = worst ?? first
  const whose = owner ? `of ${titleOf(owner)} ` : ''
  const does = worst
    ? `${whose}runs whenever Python starts and ${listed(worst.traits.does, 4)}`
    : first.kind === 'module'
      ? 'runs whenever Python starts, and no distribution owns it'
      : `imports ${listed(first.modules) || 'code'} whenever Python starts, and no distribution owns it`
  yield {
    rule: startUp,
    severity: worst ? severityOf(worst) : 'high',
    message: does,
    at: placeOf(shown),
    evidence: (worst ? suspicious : entries).slice(0, 10).map((e) => ({
      at: placeOf(e),
      says: e.superseded ? 'is a line that Python 3.15 and later pass over' : 'runs whenever Python starts',
      excerpt: e.text.slice(0, 400),
    })),
    seen: owner ? pathIn(owner, first.path) : posix.basename(first.path),
    owner,
  }
}

/** Modules do all sorts of things, and a hash that is right speaks for them; a line of a `.pth` has no reason to. */
function severityOf({ kind, traits, verified, owner }: OwnedStartUp): EnvironmentDraft['severity'] & string {
  if (kind === 'module' && owner && verified) return 'medium'
  const hides = traits.does.some((what) => /hidden|hides|not there/.test(what))
  const acts = traits.does.some((what) => /process|network|credentials/.test(what))
  return hides && acts ? 'critical' : 'high'
}

function* judgePaths(entries: readonly OwnedStartUp[]): Iterable<EnvironmentDraft> {
  const [first] = entries as [OwnedStartUp, ...OwnedStartUp[]]
  const { owner } = first
  if (owner || first.unrecorded) return
  const isPointer = POINTERS.test(posix.basename(first.path))
  yield {
    rule: searchPath,
    severity: isPointer ? 'low' : 'medium',
    message: `adds ${listed(entries.map((e) => e.text))} to the search path, and no distribution owns it`,
    at: placeOf(first),
    evidence: entries
      .slice(0, 20)
      .map((e) => ({ at: placeOf(e), says: `adds ${e.text} to the search path` })),
    seen: posix.basename(first.path),
  }
}
