import { ReadError } from '../../model/read-error.ts'

const MAX_HEADER = 16 * 1024

/**
 * Address of the next page by a `Link` header. Whoever answers must not send the question, and the token with it,
 * to another server, nor answer for another repository: scheme, server and path are those of the first page.
 */
export function nextPage(link: string | undefined, page: string, first: string): string | undefined {
  if (link === undefined || link.length > MAX_HEADER) return undefined
  const target = link
    .split(/,(?=\s*<)/)
    .map((part) => /^\s*<([^<>]*)>(.*)$/s.exec(part))
    .find((match) => match !== null && /;\s*rel\s*=\s*"?next"?\s*(?:;|$)/i.test(match[2]!))?.[1]
  if (target === undefined) return undefined
  const url = URL.canParse(target, page) ? new URL(target, page) : undefined
  const start = new URL(first)
  if (!url || url.host !== start.host) throw new ReadError('denied', 'continues its list on another server')
  if (url.pathname !== start.pathname) throw new ReadError('denied', 'continues its list with another one')
  // Behind a proxy that ends the encryption, servers name themselves without it.
  url.protocol = start.protocol
  return url.href
}
