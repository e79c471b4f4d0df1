import type { AttributeName, Basis } from '../model/attribute.ts'
import type { Distribution } from '../model/component.ts'
import type { PackageSource } from '../names/package-origin.ts'
import type { Ecosystem } from '../names/public-index.ts'

export type { PackageSource }

/** What one file says about packages. The same for every ecosystem, so that one judgement fits all of them. */
export interface PackageSet {
  /**
   * `lock`: versions that a resolver chose; `manifest`: what people ask for; `environment`: what is installed.
   * A requirements file is a lock when every requirement in it is exact.
   */
  readonly kind: 'lock' | 'manifest' | 'environment'
  /** How the file is called in evidence: `uv.lock`, `requirements-dev.txt`. */
  readonly title: string
  /** Whether the whole transitive graph is here: every package that is needed, and which one needs it. */
  readonly complete: boolean
  /** What the file belongs to; never one of `packages`. Members of a workspace are several. */
  readonly projects: readonly PackageProject[]
  readonly packages: readonly PackageEntry[]
  readonly indexes: readonly PackageIndex[]
  /** What else changes how packages are found or checked: `--pre`, `--trusted-host`, `exclude-newer`. */
  readonly options: readonly PackageOption[]
  /** Groups that the name of the file speaks of: `requirements-dev.txt`. */
  readonly impliedScopes?: readonly string[]
  /**
   * The file only limits versions of what other files ask for: its packages need not be part of the system,
   * and the inventory hears nothing of them.
   */
  readonly constraints?: boolean
  /** Other files and projects that this one includes: `-r`, `-c`, `-e .`. */
  readonly includes: readonly PackageInclude[]
  /** When versions were chosen. */
  readonly resolvedAt?: { readonly at: string; readonly basis: Basis }
}

export interface PackageProject {
  readonly name: string
  readonly version?: string
  readonly line: number
  /** What the file states of the project: description, licence, authors, repository. */
  readonly stated?: readonly PackageStatement[]
  /** Names of the packages that it needs itself. */
  readonly dependencies: readonly PackageDependency[]
}

export interface PackageEntry {
  readonly ecosystem: Ecosystem
  /** As the ecosystem writes it in its normal form; npm names with their scope. */
  readonly name: string
  /** Exact; never a range. */
  readonly version?: string
  /** As written. */
  readonly requirement?: string
  /** Undefined when the file does not tell. */
  readonly direct?: boolean
  /** Groups and extras that need it; empty for the main group or when the file does not tell. */
  readonly scopes: readonly string[]
  /** Needed only where an extra asks for it. */
  readonly optional?: boolean
  /** What the name was taken from, where the file gives only an address. */
  readonly namedBy?: 'repository' | 'file'
  /** Installed from a working copy; of a `path` source, it says so itself. */
  readonly editable?: boolean
  /** Extras that are asked of it. */
  readonly extras?: readonly string[]
  readonly source?: PackageSource
  readonly distributions: readonly Distribution[]
  readonly dependencies: readonly PackageDependency[]
  readonly marker?: string
  /** Conda: what tells builds of one version apart. */
  readonly conda?: { readonly channel?: string; readonly subdir?: string; readonly build?: string }
  /** Per-requirement options other than hashes. */
  readonly options?: readonly PackageOption[]
  /** What else the file states: licence, installer, description. */
  readonly stated?: readonly PackageStatement[]
  readonly line: number
  /** Last line, where the entry spans several. */
  readonly lineEnd?: number
}

export interface PackageStatement {
  readonly name: AttributeName
  readonly value: string
  /** Where it stands, if not where the thing is named. */
  readonly line?: number
}

export interface PackageDependency {
  readonly name: string
  /** Exact, where the file says which of several versions is meant. */
  readonly version?: string
  /** Range as written. */
  readonly requirement?: string
  readonly marker?: string
  readonly extras?: readonly string[]
  /** Where the file tells equal versions apart by their source. */
  readonly source?: PackageSource
}

export interface PackageIndex {
  /**
   * `extra` is asked as well, `explicit` only for packages that name it, `find-links` is a list of files,
   * `used` is where locked packages were taken from.
   */
  readonly role: 'primary' | 'extra' | 'explicit' | 'find-links' | 'used'
  /** Without credentials. */
  readonly url: string
  readonly name?: string
  /** Whether the file carries credentials for it; names of variables that hold them are none. */
  readonly credentials: boolean
  /** Whether the file asks not to check certificates. */
  readonly insecure?: boolean
  readonly line: number
}

export interface PackageOption {
  /** As the tool spells it. */
  readonly name: string
  readonly value?: string
  readonly line: number
}

export interface PackageInclude {
  readonly as: 'requirements' | 'constraints' | 'project'
  /** As written: relative to the file, or an address without credentials. */
  readonly path: string
  readonly line: number
}
