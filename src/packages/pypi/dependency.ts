import { exactVersion, parseRequirement, type PythonRequirement } from '../../names/python-package.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import type { PackageDependency, PackageSource } from '../package-set.ts'
import { pipRepository } from './version-control.ts'

/** What a direct reference leads to. */
export function directSource(address: string, editable: boolean = false): PackageSource {
  const repository = pipRepository(address)
  if (repository) return repository
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):/.exec(address)?.[1]?.toLowerCase()
  if (scheme === 'file') return { kind: 'path', path: address.replace(/^file:(?:\/\/)?/i, ''), editable }
  if (scheme === undefined) return { kind: 'path', path: address, editable }
  return { kind: 'url', url: withoutCredentials(address) }
}

function dependencyOf(requirement: PythonRequirement): PackageDependency {
  const { normalized, specifiers, extras, marker, url } = requirement
  const version = exactVersion(specifiers)
  return {
    name: normalized,
    ...(version && { version }),
    ...(specifiers && { requirement: specifiers }),
    ...(marker && { marker }),
    ...(extras.length > 0 && { extras }),
    ...(url && { source: directSource(url) }),
  }
}

/** Dependencies written as PEP 508 text; what is none is left out. */
export function dependenciesOf(texts: readonly string[]): readonly PackageDependency[] {
  return texts.flatMap((text) => {
    const requirement = parseRequirement(text)
    return requirement ? [dependencyOf(requirement)] : []
  })
}
