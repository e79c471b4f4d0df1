import type { Distribution } from '../../../model/component.ts'
import type { PythonRequirement } from '../../../names/python-package.ts'
import type { PackageSource, PackageStatement } from '../../package-set.ts'
import type { InstalledFile } from './installed-file.ts'

/** Each file of a `*.dist-info` folder tells a part; name and version in the folder's name join them. */
export type InstalledFacts = Omit<InstalledFile, 'part'> &
  (
    | ({ readonly part: 'metadata' } & MetadataFacts)
    | ({ readonly part: 'direct-url' } & DirectUrlFacts)
    | { readonly part: 'installer'; readonly installer: string }
    | { readonly part: 'requested' }
  )

export interface MetadataFacts {
  readonly name: string
  readonly version: string
  readonly stated: readonly PackageStatement[]
  /** Without those of extras. */
  readonly requires: readonly PythonRequirement[]
}

export interface DirectUrlFacts {
  readonly source: PackageSource
  readonly distributions: readonly Distribution[]
  /** File name of the wheel or the sdist. */
  readonly artifact?: string
}
