const FORBIDDEN = /[^\u0021\u0023-\u003b\u003d\u003f-\u005b\u005d\u005f\u0061-\u007a\u007e]/gu
const STRAY_PERCENT = /%(?![0-9A-Fa-f]{2})/g
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/

/**
 * A text as an address that every validator takes; undefined when no escape makes one of it. A scheme without a
 * host is none: `C:` of a path, words before a colon.
 */
export function addressOf(text: string): string | undefined {
  if (
    text === '' ||
    /^[A-Za-z][A-Za-z0-9+.-]*:(?!\/\/)/.test(text) ||
    text.length > 8192 ||
    !text.isWellFormed()
  )
    return undefined
  const escaped = text.replace(STRAY_PERCENT, '%25').replace(FORBIDDEN, encodeURIComponent)
  return isAddress(escaped) ? escaped : undefined
}

/** Whether a text is a URI reference of RFC 3986. */
export function isAddress(text: string): boolean {
  if (text.search(FORBIDDEN) >= 0 || text.search(STRAY_PERCENT) >= 0) return false
  const hash = text.indexOf('#')
  if (hash >= 0 && text.includes('#', hash + 1)) return false
  const scheme = SCHEME.exec(text)?.[0] ?? ''
  const rest = text.slice(scheme.length)
  // A first segment with a colon would be a scheme.
  if (!scheme && /^[^/?#]*:/.test(text)) return false
  const authority = /^\/\/([^/?#]*)/.exec(rest)?.[1]
  const outside = authority === undefined ? rest : rest.slice(2 + authority.length)
  if (/[[\]]/.test(outside)) return false
  return authority === undefined || isAuthority(authority)
}

function isAuthority(text: string): boolean {
  const host = text.slice(text.lastIndexOf('@') + 1)
  return (
    /^(?:\[[0-9A-Fa-f:.]+\]|[^[\]:@]*)(?::\d{0,5})?$/.test(host) &&
    (!host.startsWith('[') || URL.canParse(`http://${host}`))
  )
}
