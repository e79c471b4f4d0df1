import type { PackageSet, PackageStatement } from '../../package-set.ts'

export interface PackageJsonFacts {
  /** Lies in a `node_modules`: it is a package, not a project. */
  readonly installed: boolean
  readonly name?: string
  readonly version?: string
  /** Line of the name. */
  readonly line: number
  readonly stated: readonly PackageStatement[]
  /** What it asks for. */
  readonly set: PackageSet
}
