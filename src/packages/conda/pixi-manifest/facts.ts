import type { PackageSet, PackageStatement } from '../../package-set.ts'

export interface PixiManifestFacts {
  readonly set: PackageSet
  /** The project, where the file names it. */
  readonly project?: {
    readonly name: string
    readonly version?: string
    readonly line: number
    readonly stated: readonly PackageStatement[]
  }
}
