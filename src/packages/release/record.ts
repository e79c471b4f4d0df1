/** One row of a RECORD file. */
export interface RecordRow {
  readonly path: string
  /** `sha256=…` in URL-safe base64 without padding. */
  readonly hash: string
  readonly size: number | undefined
  readonly line: number
}

const MAX_ROWS = 300_000

/** A CSV without surprises: quotes only where a path holds a comma or a quote. */
export function recordRows(text: string): RecordRow[] {
  const rows: RecordRow[] = []
  for (const [i, line] of text.split(/\r?\n/, MAX_ROWS).entries()) {
    if (line === '') continue
    const [path = '', hash = '', size = ''] = fields(line)
    rows.push({ path, hash, size: /^\d{1,15}$/.test(size) ? Number(size) : undefined, line: i + 1 })
  }
  return rows
}

function fields(line: string): string[] {
  if (!line.startsWith('"')) {
    const parts = line.split(',')
    // An unquoted comma is no separator of more than three fields.
    return parts.length <= 3 ? parts : [parts.slice(0, -2).join(','), ...parts.slice(-2)]
  }
  let end = 1
  while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1
  const rest = line.slice(end + 1).replace(/^,/, '')
  return [line.slice(1, end).replaceAll('""', '"'), ...rest.split(',')]
}

/** The hex digest that a row states; undefined for none, or for an algorithm that proves nothing. */
export function recordedDigest(hash: string): string | undefined {
  const encoded = /^sha256=([\w-]{43})=?$/.exec(hash)?.[1]
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64url').toString('hex')
}
