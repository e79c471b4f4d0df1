import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageSource } from '../../package-set.ts'
import { tableOf, textOf } from '../toml.ts'
import { repository } from '../version-control.ts'

/** uv names the kind of a source by its key: `{ registry = "…" }`, `{ git = "…" }`. */
export function uvSource(value: unknown): PackageSource | undefined {
  const table = tableOf(value)
  if (!table) return undefined
  const subdirectory = textOf(table['subdirectory'])
  const registry = textOf(table['registry'])
  if (registry !== undefined) return { kind: 'registry', url: withoutCredentials(registry) }
  const git = textOf(table['git'])
  if (git !== undefined) return lockedRepository(git)
  const url = textOf(table['url'])
  if (url !== undefined)
    return { kind: 'url', url: withoutCredentials(url), ...(subdirectory && { subdirectory }) }
  const editable = textOf(table['editable'])
  if (editable !== undefined) return { kind: 'path', path: editable, editable: true }
  const path = textOf(table['path']) ?? textOf(table['directory']) ?? textOf(table['virtual'])
  return path === undefined ? undefined : { kind: 'path', path, editable: false }
}

/** `https://host/repository?rev=main&subdirectory=folder#commit`. */
function lockedRepository(address: string): PackageSource {
  const hash = address.indexOf('#')
  const commit = hash < 0 ? undefined : address.slice(hash + 1)
  const body = hash < 0 ? address : address.slice(0, hash)
  const question = body.indexOf('?')
  const query = new URLSearchParams(question < 0 ? '' : body.slice(question + 1))
  return repository(question < 0 ? body : body.slice(0, question), {
    requested: query.get('rev') ?? query.get('tag') ?? query.get('branch') ?? undefined,
    commit,
    subdirectory: query.get('subdirectory') ?? undefined,
  })
}
