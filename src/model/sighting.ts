import type { Attribute } from './attribute.ts'
import type { ComponentKind, Distribution, RelationKind } from './component.ts'
import type { Evidence } from './finding.ts'
import type { Purl } from './identity.ts'

/**
 * What a sighting is about. The inventory decides which sightings mean one component.
 * `named`: a thing with a name in some registry; `path`: what lies at a path of the scanned tree;
 * `holder`: what the file itself is part of, as `config.json` is part of the model in its folder;
 * `system`: what is examined as a whole.
 */
export type Subject = NamedSubject | PathSubject | HolderSubject | SystemSubject

export interface NamedSubject {
  readonly by: 'name'
  readonly kind: ComponentKind
  /** Where the name is defined: `hugging-face`, `openai`, `pypi`, `npm`, `oci`, or the file for names that are local to it. */
  readonly registry: string
  /** As the registry writes it: `organisation/name`. Untrusted. */
  readonly name: string
  /** Exact version, commit or digest; never a range, a branch or a moving tag. */
  readonly version?: string
  readonly purl?: Purl
  /** Folder or file of the tree into which it is put, where the sighting says so: `hf download NAME --local-dir models/x`. */
  readonly place?: string
  readonly alias?: Alias
}

/** Names under which other files of the tree speak of a thing: those that its server answers to, for one. */
interface Alias {
  readonly names: readonly string[]
  /** Files and folders, relative to the scanned root, in which they mean it; everywhere without them. */
  readonly within?: readonly string[]
}

export interface PathSubject {
  readonly by: 'path'
  readonly kind: ComponentKind
  /** Relative to the scanned root, normalised, `/`-separated. May lead to nothing. */
  readonly path: string
  readonly alias?: Alias
}

interface HolderSubject {
  readonly by: 'holder'
  readonly kind: Extract<ComponentKind, 'model' | 'dataset' | 'training'>
  /** As its author states it; counts where no registry tells one. */
  readonly version?: string
}

/** The examined system itself: what the manifest of a project says of the project. The topmost manifest counts. */
interface SystemSubject {
  readonly by: 'system'
  readonly name: string
  readonly version?: string
}

/** One place that speaks of one component. Plain data: it crosses threads. */
export interface Sighting {
  readonly subject: Subject
  /** Where it is named, and in what words. */
  readonly evidence: Evidence
  readonly attributes: readonly Attribute[]
  readonly relations: readonly SightedRelation[]
  readonly distributions: readonly Distribution[]
}

/** Leads from the sighting's subject to another one, which need not be seen anywhere else. */
export interface SightedRelation {
  readonly kind: RelationKind
  readonly to: Subject
  /** Holds only when something else tells of `to`: a requirement for other platforms is no component. */
  readonly ifKnown?: true
}
