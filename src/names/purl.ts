import type { Purl } from '../model/identity.ts'

/** The parts of a package URL, decoded. */
export interface PurlParts {
  readonly type: string
  readonly namespace?: string
  readonly name: string
  readonly version?: string
  readonly qualifiers?: Readonly<Record<string, string>>
  readonly subpath?: string
}

/** Builds the canonical form of ECMA-427: segments and values percent-encoded, qualifiers sorted. */
export function purl({ type, namespace, name, version, qualifiers, subpath }: PurlParts): Purl {
  const folder = namespace ? `${namespace.split('/').filter(Boolean).map(encode).join('/')}/` : ''
  const pairs = Object.entries(qualifiers ?? {})
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key.toLowerCase()}=${encode(value)}`)
  const at = version ? `@${encode(version)}` : ''
  const query = pairs.length > 0 ? `?${pairs.join('&')}` : ''
  const fragment = subpath ? `#${subpath.split('/').filter(Boolean).map(encode).join('/')}` : ''
  return `pkg:${type.toLowerCase()}/${folder}${encode(name)}${at}${query}${fragment}`
}

/** Colons stay readable, as the standard has it. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%3A', ':')
    .replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Undefined when the text is no package URL. */
export function parsePurl(text: string): PurlParts | undefined {
  const match =
    /^pkg:\/{0,2}(?<type>[A-Za-z.+-][A-Za-z0-9.+-]*)\/(?<path>[^@?#]+)(?:@(?<version>[^?#]*))?(?:\?(?<query>[^#]*))?(?:#(?<sub>.*))?$/.exec(
      text,
    )
  if (!match?.groups) return undefined
  const { type = '', path = '', version, query, sub } = match.groups
  try {
    const segments = path.split('/').filter(Boolean).map(decodeURIComponent)
    const name = segments.pop()
    if (name === undefined) return undefined
    const qualifiers = Object.fromEntries(
      (query ?? '').split('&').flatMap((pair) => {
        const [key = '', ...rest] = pair.split('=')
        return key && rest.length > 0 ? [[key.toLowerCase(), decodeURIComponent(rest.join('='))]] : []
      }),
    )
    const subpath = sub?.split('/').filter(Boolean).map(decodeURIComponent).join('/')
    return {
      type: type.toLowerCase(),
      name,
      ...(segments.length > 0 && { namespace: segments.join('/') }),
      ...(version && { version: decodeURIComponent(version) }),
      ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
      ...(subpath && { subpath }),
    }
  } catch {
    // A stray percent sign.
    return undefined
  }
}
