import type { Gap } from '../../model/finding.ts'
import { readCondaRecords } from './conda-records.ts'
import type { InstalledDistribution } from './installed-distribution.ts'
import type { EnvironmentLayout } from './layout.ts'
import { listEnvironmentFolders, type Listing } from './listing.ts'
import { readDistributions } from './read-distributions.ts'

export interface Installed {
  readonly listing: Listing
  readonly distributions: readonly InstalledDistribution[]
  readonly gaps: readonly Gap[]
}

/** What is installed in an environment, and the files of the folders that Python and the shell look into by themselves. */
export function installedIn(layout: EnvironmentLayout, checkpoint: () => void): Installed {
  const { kind, root, sites, scripts, standardLibraries } = layout
  const folders = [
    ...sites,
    ...(scripts === undefined || kind === 'library' ? [] : [scripts]),
    ...(kind === 'conda-prefix' ? ['conda-meta'] : []),
    ...standardLibraries,
  ]
  const listing = listEnvironmentFolders(root, folders, checkpoint, new Set(standardLibraries))
  const gaps: Gap[] = [...listing.gaps]
  const distributions = [
    ...sites.flatMap((site) => readDistributions(listing, site, checkpoint, gaps)),
    ...(kind === 'conda-prefix' ? readCondaRecords(listing, checkpoint, gaps) : []),
  ]
  return { listing, distributions: distributions.map((d, id) => ({ ...d, id })), gaps }
}
