import { withoutCredentials } from '../../text/web-address.ts'
import type { PackageSource } from '../package-set.ts'

type Repository = Extract<PackageSource, { kind: 'git' }>

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i

function isCommitId(text: string | undefined): text is string {
  return text !== undefined && COMMIT.test(text)
}

/** A repository with what was asked of it and what that came to. */
export function repository(
  address: string,
  revision: {
    readonly requested?: string | undefined
    readonly commit?: string | undefined
    readonly subdirectory?: string | undefined
    readonly system?: Repository['system']
  },
): Repository {
  const { requested, subdirectory, system } = revision
  const commit = revision.commit ?? (isCommitId(requested) ? requested : undefined)
  return {
    kind: 'git',
    url: withoutCredentials(address.replace(/^git\+/, '')),
    ...(system && { system }),
    ...(isCommitId(commit) && { commit: commit.toLowerCase() }),
    ...(requested && { requested }),
    ...(subdirectory && { subdirectory }),
  }
}

/** How pip writes it: `git+https://host/repository@revision#egg=name&subdirectory=folder`. */
export function pipRepository(address: string): Repository | undefined {
  const match = /^(git|hg|svn|bzr)\+/.exec(address)
  const scheme = match?.[1]
  if (!scheme) return undefined
  const hash = address.indexOf('#')
  const body = address.slice(scheme.length + 1, hash < 0 ? undefined : hash)
  const fragment = fragmentOf(address)
  // The revision follows the last `@` of the path; one before the first slash belongs to the host.
  const path = body.indexOf('/', body.indexOf('://') < 0 ? 0 : body.indexOf('://') + 3)
  const at = body.lastIndexOf('@')
  const revised = at > path && path >= 0
  return repository(revised ? body.slice(0, at) : body, {
    // Parameters behind it are the address's, and may be tokens.
    requested: revised ? body.slice(at + 1).split('?', 1)[0] : undefined,
    subdirectory: fragment.get('subdirectory'),
    ...(scheme !== 'git' && { system: scheme as 'hg' | 'svn' | 'bzr' }),
  })
}

/** Parameters behind the `#` of an address: `egg`, `subdirectory`, hashes. */
export function fragmentOf(address: string): ReadonlyMap<string, string> {
  const hash = address.indexOf('#')
  const pairs = hash < 0 ? [] : address.slice(hash + 1).split('&', 50)
  return new Map(
    pairs.flatMap((pair) => {
      const equals = pair.indexOf('=')
      return equals > 0 ? [[pair.slice(0, equals), pair.slice(equals + 1)] as const] : []
    }),
  )
}
