import { posix } from 'node:path'

/** One row of a RECORD. */
export interface RecordRow {
  /** As written. */
  readonly path: string
  readonly hash?: RecordedHash
  /** Bytes. */
  readonly size?: number
  readonly line: number
}

interface RecordedHash {
  readonly algorithm: string
  /** URL-safe base64 without padding. */
  readonly value: string
}

export interface ReadRecord {
  readonly rows: readonly RecordRow[]
  readonly broken: readonly { readonly line: number; readonly detail: string }[]
}

const MAX_ROWS = 1_000_000
const MAX_PATH = 4096

/** Reads a RECORD: comma-separated values with quotes as PEP 376 has them. One broken row never costs its siblings. */
export function readRecord(text: string, checkpoint: () => void): ReadRecord {
  const rows: RecordRow[] = []
  const broken: { line: number; detail: string }[] = []
  let line = 0
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    line++
    if ((line & 8191) === 0) checkpoint()
    const written = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (written === '') continue
    if (rows.length >= MAX_ROWS) {
      broken.push({ line, detail: `a RECORD of more than ${MAX_ROWS} files` })
      break
    }
    const row = readRow(written, line)
    if (typeof row === 'string') broken.push({ line, detail: row })
    else rows.push(row)
  }
  return { rows, broken }
}

function readRow(text: string, line: number): RecordRow | string {
  const fields = text.includes('"') ? quotedFields(text) : text.split(',')
  if (!fields || fields.length !== 3) return 'a row that is not path, hash and size'
  const [path = '', hash = '', size = ''] = fields
  if (path === '' || path.length > MAX_PATH || path.includes('\0')) return 'a row without a usable path'
  const equals = hash.indexOf('=')
  if (hash !== '' && equals <= 0) return 'a row whose hash names no algorithm'
  if (size !== '' && !/^\d{1,15}$/.test(size)) return 'a row whose size is no number'
  return {
    path,
    ...(hash !== '' && {
      hash: { algorithm: hash.slice(0, equals).toLowerCase(), value: urlSafe(hash.slice(equals + 1)) },
    }),
    ...(size !== '' && { size: Number(size) }),
    line,
  }
}

function quotedFields(text: string): string[] | undefined {
  const fields: string[] = []
  let at = 0
  while (at <= text.length) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at)
      const end = comma < 0 ? text.length : comma
      fields.push(text.slice(at, end))
      at = end + 1
      continue
    }
    let field = ''
    for (at++; ;) {
      const quote = text.indexOf('"', at)
      if (quote < 0) return undefined
      field += text.slice(at, quote)
      at = quote + 1
      if (text[at] !== '"') break
      field += '"'
      at++
    }
    fields.push(field)
    if (at < text.length && text[at] !== ',') return undefined
    at++
  }
  return fields
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Where a recorded path leads, relative to the environment; undefined when that is outside of it. */
export function recordedPlace(
  path: string,
  site: string,
  { root, aliases }: { readonly root: string; readonly aliases: ReadonlyMap<string, string> },
): string | undefined {
  // Old versions of pip wrote the separators of Windows.
  const plain = path.includes('\\') && !path.includes('/') ? path.replaceAll('\\', '/') : path
  let place: string
  if (posix.isAbsolute(plain) || /^[A-Za-z]:/.test(plain)) {
    const base = root.replaceAll('\\', '/').replace(/\/$/, '')
    const normal = posix.normalize(plain)
    if (!normal.startsWith(`${base}/`)) return undefined
    place = normal.slice(base.length + 1)
  } else place = posix.normalize(site === '' ? plain : `${site}/${plain}`)
  if (place === '..' || place.startsWith('../')) return undefined
  const slash = place.indexOf('/')
  const alias = slash > 0 ? aliases.get(place.slice(0, slash)) : undefined
  return alias === undefined ? place : alias + place.slice(slash)
}
