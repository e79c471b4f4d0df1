import { posix } from 'node:path'
import { hostOf } from '../../text/web-address.ts'
import { listed, MAX_LISTED, type EnvironmentDraft } from './draft.ts'
import { titleOf, type InstalledDistribution } from './installed-distribution.ts'
import { isSystemFolder, type EnvironmentLayout } from './layout.ts'
import { statOf, type Listing } from './listing.ts'
import { directUrl, editable, noRecord, record, twice } from './rules.ts'

/** Installers write the files of one folder within moments. */
const MOMENTS = 120_000
/** Programs that write a RECORD whatever they install. */
const RECORDING = /^(?:pip|uv|poetry|pdm|pixi|rye|hatch|conda|installer)\b/i

/** Where each distribution comes from, and what there is to verify it by. */
export function* judgeOrigin(
  distributions: readonly InstalledDistribution[],
  listing: Listing,
  { kind: environment }: Pick<EnvironmentLayout, 'kind'>,
): Iterable<EnvironmentDraft> {
  const unrecorded: InstalledDistribution[] = []
  for (const distribution of distributions) {
    yield* judgeSource(distribution)
    if (isSystemFolder(distribution.site)) {
      unrecorded.push(distribution)
      continue
    }
    if (!distribution.rows) {
      const by = RECORDING.test(distribution.installer ?? '') ? ` by ${distribution.installer}` : ''
      if (distribution.kind === 'wheel' && (by || environment === 'virtual-environment'))
        yield {
          rule: noRecord,
          severity: 'medium',
          message: `${titleOf(distribution)} was installed${by}, and its RECORD is gone`,
          at: { path: distribution.folder },
          seen: 'gone',
          owner: distribution,
        }
      else unrecorded.push(distribution)
    }
    yield* judgeRecord(distribution, listing)
  }
  const [first] = unrecorded
  if (first)
    yield {
      rule: noRecord,
      message: `${listed(unrecorded.map(titleOf))} ${unrecorded.length === 1 ? 'has' : 'have'} no record that holds, so nothing of theirs was verified`,
      at: { path: first.folder },
      evidence: unrecorded
        .slice(0, MAX_LISTED)
        .map(({ folder }) => ({ at: { path: folder }, says: 'has no RECORD that holds' })),
      seen: unrecorded.map((d) => d.normalized).join(),
    }
  yield* judgeTwice(distributions)
}

function* judgeSource(distribution: InstalledDistribution): Iterable<EnvironmentDraft> {
  const { source, folder, distributions } = distribution
  const at = { path: `${folder}/direct_url.json` }
  const title = titleOf(distribution)
  if (distribution.editable && source?.kind === 'path') {
    yield {
      rule: editable,
      message: `${title} is imported from the working copy ${source.path}`,
      at,
      seen: 'editable',
      owner: distribution,
    }
    return
  }
  if (source?.kind !== 'url' && source?.kind !== 'git') {
    if (source?.kind !== 'path') return
    yield {
      rule: directUrl,
      severity: 'info',
      message: `${title} was installed from ${source.path}`,
      at,
      seen: 'path',
      owner: distribution,
    }
    return
  }
  const host = hostOf(source.url) ?? 'an unknown host'
  const isPinned =
    source.kind === 'git' ? source.commit !== undefined : distributions.some((d) => d.hashes.length > 0)
  const isOpen = /^(?:http|git|ftp|svn):/i.test(source.url)
  const lacks =
    source.kind === 'git' ? 'without the commit that it was made of' : 'without the hash of the archive'
  const why = isOpen ? 'over a connection that anyone on the way can change' : isPinned ? '' : lacks
  yield {
    rule: directUrl,
    severity: isOpen || !isPinned ? 'medium' : 'low',
    message: `${title} was installed from ${host}, not from an index${why && `, ${why}`}`,
    at,
    evidence: [
      {
        at,
        says: `names ${source.url}${source.kind === 'git' && source.commit ? ` at ${source.commit}` : ''}`,
      },
    ],
    seen: host,
    owner: distribution,
  }
}

/** Time of the last change of a file's place on disk cannot be set back without going around the file system. */
function* judgeRecord(
  distribution: InstalledDistribution,
  { root, files }: Listing,
): Iterable<EnvironmentDraft> {
  const { record: path, folder, kind } = distribution
  if (path === undefined || kind !== 'wheel') return
  const own = statOf(root, path)
  const others = ['INSTALLER', 'METADATA', 'WHEEL'].flatMap((name) => {
    const other = `${folder}/${name}`
    return files.has(other) ? (statOf(root, other) ?? []) : []
  })
  // Other names of the file, in a cache or another environment, change that time, too.
  if (!own || own.nlink > 1 || others.length === 0 || others.some((o) => o.nlink > 1)) return
  if (
    !isChangedLater(
      own.ctimeMs,
      others.map((o) => o.ctimeMs),
    )
  )
    return
  yield {
    rule: record,
    message: `of ${titleOf(distribution)} was changed after the installation: that files match it proves little`,
    at: { path },
    seen: 'record',
    owner: distribution,
  }
}

/** Milliseconds. */
export function isChangedLater(changed: number, others: readonly number[]): boolean {
  return changed - Math.max(...others) > MOMENTS
}

function* judgeTwice(distributions: readonly InstalledDistribution[]): Iterable<EnvironmentDraft> {
  const wheels = distributions.filter((d) => d.kind !== 'conda')
  for (const same of Map.groupBy(wheels, (d) => `${d.site} ${d.normalized}`).values()) {
    const [first, ...more] = same
    if (!first || more.every((d) => d.version === first.version)) continue
    yield {
      rule: twice,
      message: `${first.name} is installed as ${listed(same.map((d) => d.version || 'an unknown version'))}`,
      at: { path: first.folder },
      evidence: same.map(({ folder }) => ({
        at: { path: folder },
        says: `describes ${posix.basename(folder)}`,
      })),
      seen: first.normalized,
    }
  }
}
