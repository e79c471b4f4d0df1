import type { AttributeName } from '../model/attribute.ts'
import type { Purl } from '../model/identity.ts'
import { isPublicIndex, type Ecosystem } from './public-index.ts'
import { purl } from './purl.ts'

/** Where a package comes from. Addresses are without credentials. */
export type PackageSource =
  /** `url` is absent when the file leaves the choice of the index to configuration. */
  | { readonly kind: 'registry'; readonly url?: string; readonly name?: string }
  | {
      readonly kind: 'git'
      /** Of the repository, without `git+`. Mercurial and others say so in `system`. */
      readonly url: string
      readonly system?: 'hg' | 'svn' | 'bzr'
      readonly commit?: string
      /** Branch, tag or revision as asked for. */
      readonly requested?: string
      readonly subdirectory?: string
    }
  | { readonly kind: 'url'; readonly url: string; readonly subdirectory?: string }
  | { readonly kind: 'path'; readonly path: string; readonly editable: boolean }

/** A package with what tells it apart from others of its name. */
export interface LocatedPackage {
  readonly ecosystem: Ecosystem
  /** As the ecosystem writes it in its normal form; npm names with their scope. */
  readonly name: string
  /** Exact; never a range. */
  readonly version?: string
  readonly source?: PackageSource
  /** Conda: what tells builds of one version apart. */
  readonly conda?: { readonly channel?: string; readonly subdir?: string; readonly build?: string }
}

/**
 * The package URL of a package. What lies at a path has none: its name is that of no registry, and saying so
 * would take it for the public package of the same name.
 */
export function packagePurl(located: LocatedPackage): Purl | undefined {
  const { ecosystem, name, version, source } = located
  if (source?.kind === 'path' || name === '') return undefined
  const slash = ecosystem === 'npm' ? name.indexOf('/') : -1
  return purl({
    type: ecosystem,
    ...(slash > 0 && { namespace: name.slice(0, slash) }),
    name: slash > 0 ? name.slice(slash + 1) : name,
    ...(version && { version }),
    qualifiers: { ...sourceQualifiers(located), ...condaQualifiers(located) },
  })
}

function sourceQualifiers({ ecosystem, source }: LocatedPackage): Record<string, string> {
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

function condaQualifiers({ conda }: LocatedPackage): Record<string, string> {
  return {
    ...(conda?.build && { build: conda.build }),
    ...(conda?.channel && { channel: conda.channel }),
    ...(conda?.subdir && { subdir: conda.subdir }),
  }
}

/** What is recorded of where a package comes from. */
export function sourceStatements(
  source: PackageSource | undefined,
): readonly { readonly name: AttributeName; readonly value: string }[] {
  switch (source?.kind) {
    case 'registry':
      return [{ name: 'source', value: 'registry' }, ...stated('registry', source.url)]
    case 'git':
      return [
        { name: 'source', value: 'git' },
        { name: 'source-url', value: source.url },
        ...stated('commit', source.commit),
        ...stated('revision-requested', source.requested),
      ]
    case 'url':
      return [
        { name: 'source', value: 'url' },
        { name: 'download-url', value: source.url },
      ]
    case 'path':
      return [{ name: 'source', value: 'local' }]
    default:
      return []
  }
}

function stated(name: AttributeName, value: string | undefined): { name: AttributeName; value: string }[] {
  return value ? [{ name, value }] : []
}
