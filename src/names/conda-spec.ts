import { channelName } from './conda-channel.ts'

/** A conda requirement in its parts. */
export interface MatchSpec {
  readonly name: string
  /** Range as written, without name and build; undefined for any version. */
  readonly requirement?: string
  /** When the range allows one version only. */
  readonly version?: string
  readonly build?: string
  readonly channel?: string
  readonly subdir?: string
}

const MAX_LENGTH = 1000
const NAME = /^[A-Za-z0-9_][\w.-]*/
const PLAIN_VERSION = /^\d[\w.!+]*$/
const BRACKET_PAIR = /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^,'"\]]*))/g

/**
 * Reads `channel/subdir::name version build`, `name=1.2`, `name==1.2`, `name=1.2=build`, `name>=1,<2` and
 * `name[version='>=1', build=x]`. Undefined when there is no name to read.
 */
export function parseMatchSpec(text: string): MatchSpec | undefined {
  let rest = text.replace(/\s#.*$/s, '').trim()
  if (rest.length > MAX_LENGTH) return undefined
  const place = rest.indexOf('::')
  const origin = place < 0 ? undefined : splitOrigin(rest.slice(0, place))
  if (place >= 0)
    rest = rest
      .slice(place + 2)
      .replace(/^[^:]*:(?=[A-Za-z0-9_])/, '')
      .trim()
  const bracket = /\[([^[\]]*)\]\s*$/.exec(rest)
  const named = new Map<string, string>()
  if (bracket) {
    for (const [, key = '', single, double, bare] of (bracket[1] ?? '').matchAll(BRACKET_PAIR))
      named.set(key, (single ?? double ?? bare ?? '').trim())
    rest = rest.slice(0, bracket.index).trim()
  }
  const name = NAME.exec(rest)?.[0]
  if (!name) return undefined
  const range = splitBuild(rest.slice(name.length).trim())
  if (!range) return undefined
  const requirement = named.get('version') ?? range.requirement
  const build = named.get('build') ?? range.build
  const version = exactVersion(requirement, build)
  const channel = named.get('channel')
  const subdir = named.get('subdir') ?? origin?.subdir
  const channelNamed = (channel && channelName(channel)) ?? origin?.channel
  return {
    name: name.toLowerCase(),
    ...(requirement && requirement !== '*' && { requirement }),
    ...(version && { version }),
    ...(build && build !== '*' && { build }),
    ...(channelNamed && { channel: channelNamed }),
    ...(subdir && { subdir }),
  }
}

/** `conda-forge/linux-64`; an address keeps its path. */
function splitOrigin(text: string): { channel?: string; subdir?: string } {
  const subdir = /\/(noarch|[a-z]+-[a-z0-9]+)$/.exec(text)
  // A channel may have a dash, too: what follows a known system is a subdir.
  const isSubdir = subdir && /^(?:noarch|(?:linux|osx|win|emscripten|wasi)-)/.test(subdir[1]!)
  const channel = channelName(isSubdir ? text.slice(0, subdir.index) : text)
  return { ...(channel && { channel }), ...(isSubdir && { subdir: subdir[1]! }) }
}

function splitBuild(text: string): { requirement?: string; build?: string } | undefined {
  if (text === '') return {}
  // `=1.2=build` and `==1.2=build`
  const equals = /^(={1,2}[^=<>!~|, ]+)=([^=<>!~|, ]+)$/.exec(text)
  if (equals) return { requirement: equals[1]!, build: equals[2]! }
  if (!/^[\d*=<>!~ ]/.test(text) && !/^[\w*]/.test(text)) return undefined
  // `1.2 build`: a build follows a version without an operator or range.
  const spaced = /^(\S+)\s+(\S+)$/.exec(text)
  if (
    spaced &&
    !/[<>!~=,|]$/.test(spaced[1]!) &&
    /^[\w*.^$]+$/.test(spaced[2]!) &&
    !/^[<>!~=|,]+$/.test(spaced[1]!)
  )
    return { requirement: spaced[1]!, build: spaced[2]! }
  return { requirement: text.replaceAll(/\s+/g, ' ') }
}

/** `==1.2` and a bare `1.2` are exact; `=1.2` means `1.2.*` unless a build follows. */
export function exactVersion(requirement: string | undefined, build: string | undefined): string | undefined {
  if (requirement === undefined) return undefined
  const bare = requirement.replace(/^==?\s*/, '')
  if (!PLAIN_VERSION.test(bare)) return undefined
  if (requirement.startsWith('==') || !requirement.startsWith('=')) return bare
  return build !== undefined && !build.includes('*') ? bare : undefined
}
