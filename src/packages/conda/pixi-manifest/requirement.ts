import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageSource } from '../../package-set.ts'
import { tableOf, textOf, type Table } from '../../pypi/toml.ts'
import { channelName } from '../../../names/conda-channel.ts'
import { exactVersion } from '../../../names/conda-spec.ts'

/** `name = "range"`, or a table with build, channel and where else it comes from. */
export function condaRequirement(name: string, value: unknown, line: number): PackageEntry | undefined {
  const table = tableOf(value)
  if (!/^[A-Za-z0-9_][\w.-]*$/.test(name) || (!table && typeof value !== 'string')) return undefined
  const range = textOf(table ? table['version'] : value)?.trim()
  const build = textOf(table?.['build'])
  const channel = textOf(table?.['channel'])
  const subdir = textOf(table?.['subdir'])
  const requirement = range === '*' ? undefined : range
  // Unlike on conda's command line, a bare version means any that starts with it.
  const version = requirement?.startsWith('==') ? exactVersion(requirement, undefined) : undefined
  const source: PackageSource = (table && sourceOf(table)) ?? { kind: 'registry' }
  const conda = {
    ...(channel && { channel: channelName(channel) ?? channel }),
    ...(subdir && { subdir }),
    ...(build && !/[*^$]/.test(build) && { build }),
  }
  return {
    ecosystem: 'conda',
    name: name.toLowerCase(),
    ...(version && { version }),
    ...(requirement && { requirement }),
    direct: true,
    scopes: [],
    source,
    distributions: [],
    dependencies: [],
    ...(Object.keys(conda).length > 0 && { conda }),
    line,
  }
}

function sourceOf(table: Table): PackageSource | undefined {
  const git = textOf(table['git'])
  if (git !== undefined) {
    const asked = textOf(table['rev']) ?? textOf(table['tag']) ?? textOf(table['branch'])
    const isCommit = asked !== undefined && /^[0-9a-f]{40}$/.test(asked)
    const subdirectory = textOf(table['subdirectory'])
    return {
      kind: 'git',
      url: withoutCredentials(git),
      ...(isCommit && { commit: asked }),
      ...(asked !== undefined && !isCommit && { requested: asked }),
      ...(subdirectory && { subdirectory }),
    }
  }
  const path = textOf(table['path'])
  if (path !== undefined) return { kind: 'path', path, editable: false }
  const url = textOf(table['url'])
  return url === undefined ? undefined : { kind: 'url', url: withoutCredentials(url) }
}
