import type { Distribution } from '../../model/component.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { hexHash, integrityHashes } from '../hash-text.ts'
import type { PackageSource } from '../package-set.ts'

/** `@scope/name` and `name`, also the upper-case ones of the early days. */
const NPM_NAME = /^(?:@[A-Za-z0-9._~-]{1,214}\/)?[A-Za-z0-9._~()'!*-]{1,214}$/

export function isNpmName(text: string): boolean {
  return NPM_NAME.test(text) && text !== '.' && text !== '..' && text !== '__proto__'
}

/** A version in full; never a range, a tag or an address. */
export function isExactVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(text) && text.length <= 256
}

/**
 * Where a package was taken from, by the address that a lock keeps of it: a tarball of a registry, a repository,
 * a tarball elsewhere, a folder. Undefined when that is nothing of these.
 */
export function resolvedSource(address: string, name: string): PackageSource | undefined {
  const clean = withoutCredentials(address)
  const git = gitSource(clean)
  if (git) return git
  if (/^(?:file|link|portal|workspace):/.test(clean))
    return {
      kind: 'path',
      path: clean.replace(/^[a-z]+:(?:\/\/)?/, ''),
      editable: /^(?:link|portal|workspace):/.test(clean),
    }
  if (!/^https?:\/\//i.test(clean)) return undefined
  const registry = registryOf(clean, name)
  return registry === undefined
    ? { kind: 'url', url: withoutFragment(clean) }
    : { kind: 'registry', url: registry }
}

/** Registries serve `<registry>/<name>/-/<file>.tgz`, some `<registry>/download/<name>/<version>/…`. */
function registryOf(address: string, name: string): string | undefined {
  const path = withoutFragment(address).replace(/%2f/gi, '/').replace(/%40/g, '@')
  for (const mark of [`/${name}/-/`, `/download/${name}/`]) {
    const at = path.indexOf(mark)
    if (at > 'https://'.length) return path.slice(0, at)
  }
  return undefined
}

/** Forms of repositories: `git+ssh://git@host/a/b.git#commit`, `github:a/b#commit`, an archive by commit. */
export function gitSource(address: string): PackageSource | undefined {
  const short = /^(github|gitlab|bitbucket|gist):([\w.-]+(?:\/[\w.-]+)+)(?:#(.*))?$/.exec(address)
  if (short) return repository(`https://${HOSTS[short[1]!] ?? ''}/${short[2]!}`, short[3])
  const archive =
    /^https:\/\/codeload\.github\.com\/([\w.-]+\/[\w.-]+)\/(?:legacy\.)?tar\.gz\/([^/?#]+)$/.exec(address)
  if (archive) return repository(`https://github.com/${archive[1]!}`, archive[2])
  const scheme = /^(?:git\+(?=[a-z]+:\/\/)|(?=git:\/\/|ssh:\/\/))/.exec(address)
  const ending = /^https?:\/\/[^?#]*\.git(?:#|$)/.test(address)
  if (!scheme && !ending) return undefined
  const [place = '', fragment] = address.slice(scheme?.[0].length ?? 0).split('#', 2)
  // yarn writes `#commit=…` and `#workspace=…&commit=…`.
  return repository(place, /(?:^|&)commit=([^&]*)/.exec(fragment ?? '')?.[1] ?? fragment)
}

const HOSTS: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
  gist: 'gist.github.com',
}

function repository(url: string, revision: string | undefined): PackageSource {
  const commit =
    revision !== undefined && /^[0-9a-f]{40}$/i.test(revision) ? revision.toLowerCase() : undefined
  const requested = commit === undefined && revision !== '' ? revision : undefined
  return { kind: 'git', url, ...(commit && { commit }), ...(requested && { requested }) }
}

/** The tarball. Of repositories and folders there is none: what a lock says of them is no hash of a file. */
export function tarball(
  source: PackageSource | undefined,
  address: string | undefined,
  integrity: string | undefined,
): Distribution[] {
  if (source?.kind === 'git' || (source?.kind === 'path' && !/\.t(?:ar\.)?gz$/.test(source.path))) return []
  const clean = address === undefined ? undefined : withoutCredentials(address)
  const url = clean && /^https?:/i.test(clean) ? withoutFragment(clean) : undefined
  const filename = url?.replace(/\?.*$/, '').split('/').at(-1)
  // yarn keeps the SHA-1 of a tarball behind its address.
  const sha1 = hexHash('sha1', /#([0-9a-f]{40})$/.exec(clean ?? '')?.[1])
  const hashes = integrity === undefined ? (sha1 ? [sha1] : []) : integrityHashes(integrity)
  if (url === undefined && hashes.length === 0) return []
  return [{ ...(filename?.endsWith('gz') && { filename }), ...(url && { url }), hashes }]
}

function withoutFragment(address: string): string {
  return address.replace(/#.*$/s, '')
}
