import { malformed } from '../../../model/read-error.ts'
import { channelName } from '../../../names/conda-channel.ts'
import { isVirtualPackage } from '../../conda/channel.ts'
import { condaPackage } from '../../conda/locked.ts'
import { parseMatchSpec } from '../../../names/conda-spec.ts'
import type { PackageSet, PackageStatement } from '../../package-set.ts'

const MAX_DEPENDENCIES = 2000

/** What conda keeps of one installed package. */
export function readCondaRecord(document: unknown): PackageSet {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw malformed('a record of conda that is no object')
  const own = (key: string): unknown =>
    Object.hasOwn(document, key) ? (document as Record<string, unknown>)[key] : undefined
  const text = (key: string): string | undefined => {
    const value = own(key)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const url = text('url')
  const channel = text('channel')
  const located = condaPackage({
    address: url,
    hashes: { sha256: text('sha256'), md5: text('md5') },
    size: typeof own('size') === 'number' ? String(own('size')) : undefined,
    name: text('name'),
    version: text('version'),
    build: text('build') ?? text('build_string'),
    subdir: text('subdir'),
    channel: channel === undefined ? undefined : channelName(withoutSubdir(channel)),
  })
  if (!located || located.version === undefined)
    throw malformed('a record of conda without a name and a version')
  const depends = own('depends')
  const specs = (Array.isArray(depends) ? depends.slice(0, MAX_DEPENDENCIES) : []).flatMap((line: unknown) =>
    typeof line === 'string' ? (parseMatchSpec(line) ?? []) : [],
  )
  const isRequested = [text('requested_spec'), ...texts(own('requested_specs'))].some(
    (spec) => spec !== undefined && spec !== 'None',
  )
  return {
    kind: 'environment',
    title: 'a conda environment',
    complete: false,
    projects: [],
    packages: [
      {
        ...located,
        // Old versions of conda do not keep what was asked for.
        ...(isRequested && { direct: true }),
        scopes: [],
        dependencies: specs
          .filter(({ name }) => !isVirtualPackage(name))
          .map(({ name, requirement }) => ({ name, ...(requirement && { requirement }) })),
        stated: [...stated('license', text('license')), ...stated('artifact', text('fn'))],
        line: 1,
      },
    ],
    indexes: [],
    options: [],
    includes: [],
  }
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function stated(name: PackageStatement['name'], value: string | undefined): PackageStatement[] {
  return value === undefined ? [] : [{ name, value }]
}

/** A channel may be kept with the platform at its end. */
function withoutSubdir(channel: string): string {
  return channel.replace(/\/(?:noarch|(?:linux|osx|win)-[a-z0-9]+)\/?$/, '')
}
