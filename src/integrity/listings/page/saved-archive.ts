/** A page that a browser saved with all that it shows in one file. */
export interface SavedPage {
  readonly html: string
  readonly address?: string
}

const HEAD = /^(?:[A-Za-z-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}\r?\n/

/** The page in an archive of MIME parts; undefined for any other text. */
export function savedPage(text: string): SavedPage | undefined {
  const start = text.slice(0, 16_384)
  if (!/^(?:From|MIME-Version|Snapshot-Content-Location|Subject|Date|Content-Type):/i.test(start))
    return undefined
  const boundary = /multipart\/related;[^]{0,400}?boundary="?([^"\s;]{1,200})/i.exec(start)?.[1]
  if (boundary === undefined) return undefined
  for (const part of text.split(`--${boundary}`).slice(1, 200)) {
    const body = part.replace(/^\r?\n/, '')
    const head = HEAD.exec(body.slice(0, 16_384))?.[0]
    if (head === undefined || !/^content-type:\s*text\/html/im.test(head)) continue
    const address = /^(?:snapshot-content-location|content-location):\s*(https?:\/\/\S{1,2000})/im.exec(
      start + head,
    )?.[1]
    return { html: decoded(body.slice(head.length), head), ...(address !== undefined && { address }) }
  }
  return undefined
}

function decoded(body: string, head: string): string {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const joined = body.replaceAll(/=\r?\n/g, '')
  // The rest is Latin letters; escapes are bytes of UTF-8.
  return joined.replaceAll(/(?:=[0-9A-Fa-f]{2})+/g, (bytes) =>
    Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
  )
}
