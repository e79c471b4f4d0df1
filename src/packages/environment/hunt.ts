import type { PackageSet } from '../package-set.ts'
import type { ProjectMetadata } from './index-metadata.ts'
import type { InstalledDistribution } from './installed-distribution.ts'

/** A package with the time by which it is hunted. */
export interface Prey {
  readonly name: string
  readonly version?: string
  readonly ecosystem?: string
  /** ISO 8601 UTC: what it is hunted by. */
  readonly at: string
  /** When it got here, where it is hunted by its creation. */
  readonly here?: string
  /** Whole days since then. */
  readonly days: number
  /** Where it is named. */
  readonly where?: { readonly path: string; readonly line?: number }
  readonly installer?: string
  /** Of the first release, where the metadata says it. */
  readonly created?: string
  readonly downloads?: number
  readonly perDay?: number
  /** Young, and installed far more often than young projects are. */
  readonly widespread?: boolean
  /** A file that came long after the first ones of its release. */
  readonly lateFile?: string
}

export interface Hunt {
  readonly by: 'installed' | 'uploaded' | 'created'
  /** Newest first; by metadata, those that spread fastest first. */
  readonly found: readonly Prey[]
  /** Looked at. */
  readonly packages: number
  /** Of them, those of which nothing tells a time. */
  readonly undated: number
}

export interface HuntOptions {
  readonly now: Date
  /** Days. */
  readonly within: number
  readonly metadata?: readonly ProjectMetadata[]
}

const DAY = 86_400_000
/** New projects of honest people have a few installations a day, most of them by mirrors and scanners. */
const WIDESPREAD = { downloads: 1000, perDay: 100 }
/** An index closes a release to new files after about so many days. */
const LATE = 14

export function huntInstalled(distributions: readonly InstalledDistribution[], options: HuntOptions): Hunt {
  const dated = distributions.flatMap((d) =>
    d.installedAt === undefined ? [] : [{ d, time: d.installedAt }],
  )
  const found = dated.map(({ d, time }) => ({
    name: d.name,
    ...(d.version && { version: d.version }),
    ecosystem: d.kind === 'conda' ? 'conda' : 'pypi',
    ...timed(time, options.now),
    where: { path: d.folder },
    ...(d.installer && { installer: d.installer }),
    ...knownOf(d.normalized, options),
  }))
  return finished('installed', found, distributions.length, options)
}

export function huntLocked(sets: readonly PackageSet[], title: string, options: HuntOptions): Hunt {
  const entries = sets.flatMap((set) => set.packages)
  const found = entries.flatMap((entry): Prey[] => {
    const uploads = entry.distributions
      .flatMap(({ filename, url, uploadedAt }) => {
        const time = uploadedAt === undefined ? Number.NaN : Date.parse(uploadedAt)
        return Number.isNaN(time) ? [] : [{ time, file: filename ?? url?.split('/').at(-1) ?? '' }]
      })
      .toSorted((a, b) => a.time - b.time)
    const [first] = uploads
    const last = uploads.at(-1)
    if (!first || !last) return []
    const isLate = last.time - first.time > LATE * DAY
    return [
      {
        name: entry.name,
        ...(entry.version && { version: entry.version }),
        ecosystem: entry.ecosystem,
        ...timed(isLate ? last.time : first.time, options.now),
        where: { path: title, line: entry.line },
        ...(isLate && { lateFile: last.file }),
        ...knownOf(entry.name, options),
      },
    ]
  })
  return finished('uploaded', found, entries.length, options)
}

/** All that the metadata knows, without anything that is installed or locked. */
export function huntCreated(projects: readonly ProjectMetadata[], options: HuntOptions): Hunt {
  const found = projects.map((project) => ({
    name: project.name,
    ...timed(Date.parse(project.created), options.now),
    ...knownProject(project, options.now),
  }))
  return finished('created', found, projects.length, options)
}

function finished(
  by: Hunt['by'],
  dated: readonly Prey[],
  packages: number,
  { within, metadata, now }: HuntOptions,
): Hunt {
  // With metadata the question is how young a project is; when it was installed says only when it got here.
  const asked = metadata && by !== 'created' ? dated.filter((p) => p.created !== undefined) : dated
  const aged =
    metadata && by !== 'created' ? asked.map((prey) => ({ ...prey, ...byCreation(prey, now) })) : asked
  const young = aged.filter((p) => p.days <= within)
  const found = young.toSorted(
    (a, b) =>
      Number(b.widespread ?? false) - Number(a.widespread ?? false) ||
      (metadata ? (b.perDay ?? 0) - (a.perDay ?? 0) : 0) ||
      order(b.at, a.at) ||
      order(a.name, b.name),
  )
  return { by: metadata ? 'created' : by, found, packages, undated: packages - asked.length }
}

function byCreation({ at, created }: Prey, now: Date): Pick<Prey, 'at' | 'days' | 'here'> {
  return { ...timed(Date.parse(created ?? at), now), here: at }
}

function timed(time: number, now: Date): Pick<Prey, 'at' | 'days'> {
  const days = Math.max(0, Math.floor((now.getTime() - time) / DAY))
  return { at: `${new Date(time).toISOString().slice(0, 19)}Z`, days }
}

const byName = new WeakMap<readonly ProjectMetadata[], ReadonlyMap<string, ProjectMetadata>>()

function knownOf(name: string, { metadata, now }: HuntOptions): Partial<Prey> {
  if (!metadata) return {}
  const known = byName.get(metadata) ?? new Map(metadata.map((p) => [p.normalized, p]))
  byName.set(metadata, known)
  const project = known.get(name)
  return project ? knownProject(project, now) : {}
}

function knownProject({ created, downloads }: ProjectMetadata, now: Date): Partial<Prey> {
  if (downloads === undefined) return { created }
  const perDay = Math.round(downloads / Math.max(1, (now.getTime() - Date.parse(created)) / DAY))
  const widespread = downloads >= WIDESPREAD.downloads && perDay >= WIDESPREAD.perDay
  return { created, downloads, perDay, ...(widespread && { widespread }) }
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
