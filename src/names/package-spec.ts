import { exactVersion, isPythonName, parseRequirement } from './python-package.ts'

/** What a package runner was asked for. `version` only where it is one exact version; else the range as written. */
export interface PackageSpec {
  readonly name: string
  readonly version?: string
  /** Range, tag or extras-free constraint as written: `^1.2`, `latest`, `>=1,<2`. */
  readonly requirement?: string
}

/** Code taken from a repository. */
export interface GitSpec {
  /** `https://host/owner/name`, without credentials. */
  readonly repository: string
  readonly host: string
  /** `owner/name`; groups may be nested. */
  readonly path: string
  /** Branch, tag or commit as written. */
  readonly revision?: string
  readonly subdirectory?: string
}

const NPM_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]{0,213}\/)?[a-z0-9~-][a-z0-9._~-]{0,213}$/i
const SEMVER = /^[v=]?(\d{1,16}\.\d{1,16}\.\d{1,16}(?:-[0-9A-Za-z.-]{1,100})?(?:\+[0-9A-Za-z.-]{1,100})?)$/
const PEP440 =
  /^v?(?:\d{1,16}!)?\d{1,16}(?:\.\d{1,16}){0,20}(?:[._-]?(?:a|b|c|rc|alpha|beta|pre|preview)[._-]?\d{0,16})?(?:(?:-\d{1,16})|(?:[._-]?(?:post|rev|r)[._-]?\d{0,16}))?(?:[._-]?dev[._-]?\d{0,16})?(?:\+[a-z0-9]{1,60}(?:[._-][a-z0-9]{1,60}){0,10})?$/i
const COMMIT = /^[0-9a-f]{40}$/

/** `@scope/name@1.2.3`, `name@^1`, `alias@npm:name@1`. Undefined for paths, URLs and repositories. */
export function parseNpmSpec(text: string): PackageSpec | undefined {
  const spec = text.replace(/^(?:[^@/:]{1,200}@)?npm:/, '')
  if (spec.length > 500) return undefined
  const split = spec.indexOf('@', 1)
  const name = split < 0 ? spec : spec.slice(0, split)
  if (!NPM_NAME.test(name)) return undefined
  const asked = split < 0 ? '' : spec.slice(split + 1).trim()
  if (asked === '') return { name }
  if (/^(?:https?|git|file|link|github|gitlab|workspace)\b.*:|\//.test(asked)) return undefined
  const version = SEMVER.exec(asked)?.[1]
  return version ? { name, version } : { name, requirement: asked }
}

/** `name[extra]==1.2`, uv's `name@1.2`, `name>=1`. Undefined for paths, URLs and repositories. */
export function parsePypiSpec(text: string): PackageSpec | undefined {
  const direct = /^([A-Za-z0-9._-]{1,200})(?:\[[^\]]{0,200}\])?\s*@\s*([^\s:/\\]{1,100})$/.exec(text)
  if (direct) {
    const [, name = '', asked = ''] = direct
    if (!isPythonName(name)) return undefined
    return PEP440.test(asked) ? { name, version: asked.replace(/^v/, '') } : { name, requirement: asked }
  }
  const found = parseRequirement(text)
  if (!found || found.url !== undefined) return undefined
  const { name, specifiers } = found
  const version = exactVersion(specifiers)
  if (version !== undefined && PEP440.test(version)) return { name, version }
  return specifiers === '' ? { name } : { name, requirement: specifiers }
}

/**
 * `git+https://host/owner/name@revision#subdirectory=x`, `name @ git+…`, `github:owner/name#revision`, `owner/name`
 * where a runner takes that for GitHub.
 */
export function parseGitSpec(text: string, shorthand = false): GitSpec | undefined {
  if (text.length > 2000) return undefined
  const spec = text.replace(/^[A-Za-z0-9._-]+(?:\[[^\]]*\])?\s*@\s*(?=git[+:@])/, '').trim()
  const short =
    /^(?:(github|gitlab|bitbucket):|(?=[\w.-]+\/[\w.-]+(?:#|$)))([\w.-]+\/[\w.-]+)(?:[#/]([^\s?]+))?/.exec(
      spec,
    )
  if (
    short?.[2] !== undefined &&
    !spec.includes('://') &&
    (short[1] !== undefined || (shorthand && !spec.startsWith('@') && !spec.startsWith('.')))
  ) {
    const host =
      short[1] === undefined
        ? 'github.com'
        : ({ gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }[short[1]] ?? 'github.com')
    return git(host, short[2], short[3])
  }
  const url =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^\s/@]{0,500}@)?([A-Za-z0-9.-]{1,253}(?::\d{1,5})?)[/:]([^\s@#?]{1,500})(?:@([^\s#?]{1,300}))?(?:\?[^\s#]*)?(?:#(\S{1,500}))?$/.exec(
      spec,
    ) ??
    /^(?:git\+ssh:\/\/)?git@([A-Za-z0-9.-]{1,253})[:/]([^\s@#?]{1,500})(?:@([^\s#?]{1,300}))?(?:#(\S{1,500}))?$/.exec(
      spec,
    )
  const [, host, path, at, fragment] = url ?? []
  if (host === undefined || path === undefined) return undefined
  const isGit = /^git[+@:]/.test(spec) || path.endsWith('.git')
  if (!isGit) return undefined
  const subdirectory = /(?:^|&)subdirectory=([^&]+)/.exec(fragment ?? '')?.[1]
  const named = fragment !== undefined && !fragment.includes('=') ? fragment : undefined
  return git(host, path, at ?? named, subdirectory)
}

function git(host: string, path: string, revision?: string, subdirectory?: string): GitSpec | undefined {
  const clean = path.replace(/\.git$/, '').replaceAll(/^\/+|\/+$/g, '')
  if (!/^[\w.~-]+(?:\/[\w.~-]+)+$/.test(clean) || clean.split('/').includes('..')) return undefined
  return {
    repository: `https://${host.toLowerCase()}/${clean}`,
    host: host.toLowerCase(),
    path: clean,
    ...(revision && { revision }),
    ...(subdirectory && { subdirectory }),
  }
}

/** A full commit is the only revision that cannot move. */
export function exactRevision(spec: GitSpec): string | undefined {
  return spec.revision !== undefined && COMMIT.test(spec.revision) ? spec.revision : undefined
}
