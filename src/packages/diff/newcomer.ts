import type { PackageEntry } from '../package-set.ts'
import type { PackageChange } from './change.ts'

/** What is asked of a version that was not there before. */
export interface Newcomers {
  readonly now: Date
  /** Days for which a new release is left to others. */
  readonly cooldown: number
  /** Says what a name looks like, if it looks like another. */
  readonly lookAlike:
    | ((name: string, ecosystem: PackageEntry['ecosystem']) => { target: string; why: string } | undefined)
    | undefined
}

const DAY = 24 * 60 * 60 * 1000

export function newcomerChanges(
  entry: PackageEntry,
  about: Pick<PackageChange, 'ecosystem' | 'name' | 'at'>,
  { now, cooldown, lookAlike }: Newcomers,
): PackageChange[] {
  const changes: PackageChange[] = []
  const alike = lookAlike?.(entry.name, entry.ecosystem)
  if (alike)
    changes.push({
      ...about,
      kind: 'look-alike',
      severity: 'medium',
      after: alike.target,
      message: `adds ${entry.name}, which looks like ${alike.target}: ${alike.why}`,
    })
  if (entry.source && entry.source.kind !== 'registry' && entry.source.kind !== 'path')
    changes.push(unindexed(entry, about))
  const uploaded = entry.distributions.flatMap((d) => d.uploadedAt ?? []).toSorted()
  const [first] = uploaded
  const age = first === undefined ? undefined : (now.getTime() - Date.parse(first)) / DAY
  if (first !== undefined && age !== undefined && age < cooldown)
    changes.push({
      ...about,
      kind: 'young',
      severity: 'medium',
      after: first,
      message: `takes ${entry.name} ${entry.version ?? ''}, published ${Math.max(0, Math.floor(age))} days ago`,
    })
  const files = entry.distributions.flatMap((d) => d.filename ?? d.url ?? [])
  if (entry.ecosystem === 'pypi' && files.length > 0 && files.every((file) => !/\.whl(?:$|[?#])/.test(file)))
    changes.push({
      ...about,
      kind: 'built-on-install',
      severity: 'medium',
      message: `takes ${entry.name} as source alone: installing it runs its build`,
    })
  return changes
}

/** A commit names bytes; a branch, a tag and a plain address do not. */
function unindexed(
  { name, source }: PackageEntry,
  about: Pick<PackageChange, 'ecosystem' | 'name' | 'at'>,
): PackageChange {
  const fixed = source?.kind === 'git' && source.commit !== undefined
  return {
    ...about,
    kind: 're-sourced',
    severity: fixed ? 'medium' : 'high',
    ...(source && 'url' in source && source.url !== undefined && { after: source.url }),
    message: `takes ${name} past every index${fixed ? ', at a fixed commit' : ', from an address whose content can change'}`,
  }
}
