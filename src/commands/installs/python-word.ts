import { archiveName } from '../../names/archive-name.ts'
import { askedOfSpec, type AskedPackage } from '../../names/asked-package.ts'
import { exactRevision, parseGitSpec, parsePypiSpec } from '../../names/package-spec.ts'
import { isPythonName, normalizedPythonName, parseRequirement } from '../../names/python-package.ts'
import { parsePythonVersion } from '../../names/python-version.ts'
import { withoutCredentials } from '../../text/web-address.ts'
import { knownPart } from './known-part.ts'

/** Files and folders: what they hold is named by their own readers. */
const LOCAL = /^[.~/\\]|[\\/]|\.(?:whl|zip|gz|bz2|xz|tgz|txt|in|toml|cfg|lock|ya?ml|py)$/i

/** One word behind `pip install` and its kin. Undefined for folders, files and what is not known here. */
export function pythonWord(
  word: string,
  index: string | undefined,
  editable = false,
): AskedPackage | undefined {
  const { named, address } = split(word)
  if (address !== undefined) return direct(named, address, editable)
  const text = knownPart(word)
  if (editable || text === undefined || LOCAL.test(text.replace(/[[;].*$/s, ''))) return undefined
  if (/^[\w.-]+(?:\[[^\]]*\])?\s*@/.test(text)) {
    const spec = parsePypiSpec(text)
    return spec && askedOfSpec('pypi', spec, index)
  }
  const found = parseRequirement(text)
  if (!found || found.url !== undefined) return undefined
  const { name, specifiers, marker } = found
  const exact = /^={2,3}([^*,\s]+)$/.exec(specifiers)?.[1]
  const version = exact !== undefined && parsePythonVersion(exact) ? exact : undefined
  const asked = askedOfSpec('pypi', { name, ...(version && { version }), requirement: specifiers }, index)
  return marker ? { ...asked, marker } : asked
}

/** `name @ address` or an address alone. */
function split(word: string): { readonly named?: string; readonly address?: string } {
  const match =
    /^(?:([A-Za-z0-9][\w.-]{0,200})(?:\[[^\]]{0,200}\])?\s*@\s*)?((?:git\+)?(?:https?|ssh|git):\/\/\S+|git\+\S+)$/.exec(
      word.replace(/\s+;.*$/s, ''),
    )
  return match ? { ...(match[1] && { named: match[1] }), address: match[2]! } : {}
}

/** Its name is what stands before it or behind `#egg=`, else that of the file or repository. */
function direct(named: string | undefined, address: string, editable: boolean): AskedPackage | undefined {
  if (/[$`{]/.test(address)) return undefined
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(address)?.[1]
  const git = parseGitSpec(address)
  if (git) {
    const own = git.subdirectory === undefined ? git.path.split('/').at(-1) : undefined
    const name = named ?? egg ?? own
    if (name === undefined || !isPythonName(name)) return undefined
    const commit = exactRevision(git)
    return {
      kind: 'package',
      ecosystem: 'pypi',
      name: normalizedPythonName(name),
      ...(editable && { editable }),
      source: {
        kind: 'git',
        url: withoutCredentials(git.repository),
        ...(commit && { commit }),
        ...(git.revision && { requested: git.revision }),
        ...(git.subdirectory && { subdirectory: git.subdirectory }),
      },
    }
  }
  const url = withoutCredentials(address.replace(/#.*$/s, ''))
  const file = archiveName(decoded(url.replace(/\?.*$/s, '').split('/').at(-1) ?? ''))
  const name = named ?? egg ?? file?.name
  if (name === undefined || !isPythonName(name) || !/^https?:/.test(url)) return undefined
  const same = file && normalizedPythonName(file.name) === normalizedPythonName(name)
  return {
    kind: 'package',
    ecosystem: 'pypi',
    name: normalizedPythonName(name),
    ...(same && { version: file.version }),
    source: { kind: 'url', url },
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
