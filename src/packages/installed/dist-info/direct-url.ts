import { isObject, member, type JsonValue } from '../../../bytes/json.ts'
import type { Hash } from '../../../model/component.ts'
import { malformed } from '../../../model/read-error.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import { hexHash } from '../../hash-text.ts'
import type { PackageSource } from '../../package-set.ts'
import type { DirectUrlFacts } from './facts.ts'

/** `direct_url.json`: what was installed from an address in place of an index. */
export function readDirectUrl(root: JsonValue): DirectUrlFacts & { readonly part: 'direct-url' } {
  const address = text(root, 'url')
  if (address === undefined) throw malformed('a direct_url.json without an address')
  const url = withoutCredentials(address).replace(/#.*$/s, '')
  const subdirectory = text(root, 'subdirectory')
  const vcs = member(root, 'vcs_info')?.value
  if (isObject(vcs)) {
    return { part: 'direct-url', source: repository(url, vcs, subdirectory), distributions: [] }
  }
  const archive = member(root, 'archive_info')?.value
  if (!isObject(archive)) {
    const editable = member(member(root, 'dir_info')?.value, 'editable')?.value === true
    return { part: 'direct-url', source: { kind: 'path', path: url, editable }, distributions: [] }
  }
  const isLocal = /^file:/i.test(url)
  const filename = decoded(url.replace(/\?.*$/, '').split('/').at(-1) ?? '')
  const source: PackageSource = isLocal
    ? { kind: 'path', path: url, editable: false }
    : { kind: 'url', url, ...(subdirectory && { subdirectory }) }
  return {
    part: 'direct-url',
    source,
    ...(filename && { artifact: filename }),
    distributions: [{ ...(filename && { filename }), ...(!isLocal && { url }), hashes: hashes(archive) }],
  }
}

function repository(url: string, vcs: JsonValue, subdirectory: string | undefined): PackageSource {
  const system = text(vcs, 'vcs')
  const commit = text(vcs, 'commit_id')
  const requested = text(vcs, 'requested_revision')
  return {
    kind: 'git',
    url,
    ...((system === 'hg' || system === 'svn' || system === 'bzr') && { system }),
    ...(commit && { commit }),
    ...(requested && { requested }),
    ...(subdirectory && { subdirectory }),
  }
}

/** `hashes` by algorithm, and the older `hash` in one text. */
function hashes(archive: JsonValue): readonly Hash[] {
  const named = member(archive, 'hashes')?.value
  const found = isObject(named)
    ? named.members.flatMap((m) => (typeof m.value === 'string' ? (hexHash(m.key, m.value) ?? []) : []))
    : []
  if (found.length > 0) return found
  const [algorithm = '', value] = text(archive, 'hash')?.split('=', 2) ?? []
  const only = hexHash(algorithm, value)
  return only ? [only] : []
}

function text(value: JsonValue, key: string): string | undefined {
  const found = member(value, key)?.value
  return typeof found === 'string' && found !== '' ? found : undefined
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
