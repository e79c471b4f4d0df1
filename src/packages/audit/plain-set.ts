import type { PackageEntry, PackageSet } from '../package-set.ts'

/** A package of a Python lock as far as an audit asks: taken from a registry, in one version. */
export function plainEntry(name: string, version: string, line: number): PackageEntry {
  return {
    ecosystem: 'pypi',
    name,
    version,
    scopes: [],
    source: { kind: 'registry' },
    distributions: [],
    dependencies: [],
    line,
  }
}

export function plainSet(packages: readonly PackageEntry[]): PackageSet {
  return {
    kind: 'lock',
    title: '',
    complete: false,
    projects: [],
    packages,
    indexes: [],
    options: [],
    includes: [],
  }
}
