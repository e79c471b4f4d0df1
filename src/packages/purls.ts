import type { Purl } from '../model/identity.ts'
import { isPublicIndex } from '../names/public-index.ts'
import { purl } from '../names/purl.ts'
import type { PackageEntry } from './package-set.ts'

/**
 * The package URL of an entry. What lies at a path has none: its name is that of no registry, and saying so
 * would take it for the public package of the same name.
 */
export function packagePurl(entry: PackageEntry): Purl | undefined {
  const { ecosystem, version, source } = entry
  if (source?.kind === 'path' || entry.name === '') return undefined
  const slash = ecosystem === 'npm' ? entry.name.indexOf('/') : -1
  return purl({
    type: ecosystem,
    ...(slash > 0 && { namespace: entry.name.slice(0, slash) }),
    name: slash > 0 ? entry.name.slice(slash + 1) : entry.name,
    ...(version && { version }),
    qualifiers: { ...sourceQualifiers(entry), ...condaQualifiers(entry) },
  })
}

function sourceQualifiers({ ecosystem, source }: PackageEntry): Record<string, string> {
  switch (source?.kind) {
    case 'registry':
      // Conda says its channel in a qualifier of its own.
      return !source.url || ecosystem === 'conda' || isPublicIndex(ecosystem, source.url)
        ? {}
        : { repository_url: source.url }
    case 'git':
      return { vcs_url: `${source.system ?? 'git'}+${source.url}${source.commit ? `@${source.commit}` : ''}` }
    case 'url':
      return { download_url: source.url }
    default:
      return {}
  }
}

function condaQualifiers({ conda }: PackageEntry): Record<string, string> {
  return {
    ...(conda?.build && { build: conda.build }),
    ...(conda?.channel && { channel: conda.channel }),
    ...(conda?.subdir && { subdir: conda.subdir }),
  }
}
