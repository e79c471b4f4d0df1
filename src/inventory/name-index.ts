import type { NamedSubject } from '../model/sighting.ts'
import { canonicalName } from './canonical-name.ts'
import type { Draft } from './draft.ts'

/** Drafts by the names that registries give them. */
export interface NameIndex {
  /** Every version of what the subject names. */
  versions(subject: NamedSubject): readonly Draft[]
  add(draft: Draft, registry: string): void
  /**
   * The draft that the subject means: the same exact version, or, when it names none, the version that the
   * requested revision points at, or the only one there is.
   */
  find(subject: NamedSubject, requested: string | undefined): Draft | undefined
}

export function createNameIndex(): NameIndex {
  const byName = new Map<string, Draft[]>()
  const put = (key: string, draft: Draft): void => {
    const list = byName.get(key)
    if (list) list.push(draft)
    else byName.set(key, [draft])
  }
  return {
    add: (draft, registry) => put(keyOf(draft.kind, registry, draft.name), draft),
    versions: ({ kind, registry, name }) =>
      (byName.get(keyOf(kind, registry, name)) ?? []).filter((d) => d.version !== undefined),
    find: ({ kind, registry, name, version, purl }, requested) => {
      const known = byName.get(keyOf(kind, registry, name)) ?? []
      if (version !== undefined) return known.find((d) => d.version === version && isCompatible(d.purl, purl))
      const plain = known.find((d) => d.version === undefined)
      const versions = known.filter((d) => d.version !== undefined)
      return atRevision(versions, requested) ?? (isOneVersion(versions) ? versions[0] : plain)
    },
  }
}

function keyOf(kind: string, registry: string, name: string): string {
  return `${kind} ${registry} ${canonicalName(registry, name)}`
}

/** Builds of one version for several platforms are things of their own with one version. */
function isOneVersion(drafts: readonly Draft[]): boolean {
  return drafts.length > 0 && drafts.every((d) => d.version === drafts[0]!.version)
}

/** A package URL without qualifiers means any of the qualified ones. */
function isCompatible(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true
  return (!a.includes('?') || !b.includes('?')) && a.split('?')[0] === b.split('?')[0]
}

function atRevision(drafts: readonly Draft[], requested: string | undefined): Draft | undefined {
  const revision = requested ?? DEFAULT_BRANCH
  return drafts.find((draft) =>
    draft.attributes.some((a) => a.name === 'revision-requested' && a.value === revision),
  )
}

/** What the hub gives to those who ask for no revision. */
const DEFAULT_BRANCH = 'main'
