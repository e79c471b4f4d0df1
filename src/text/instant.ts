/** Years outside of these are no dates of an AI system but other numbers. */
const FIRST = Date.UTC(1990, 0)
const LAST = Date.UTC(2200, 0)

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,12})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i

/** An instant as ISO 8601 in UTC to the second. Text without a zone counts as UTC, as its writers mean it. */
export function instant(text: string): string | undefined {
  const match = ISO.exec(text.trim())
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone = 'Z'] = match
  const offset = /^[+-]/.test(zone) ? zone.replace(/^([+-]\d{2}):?/, '$1:') : 'Z'
  return fromTime(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`))
}

/** Seconds or milliseconds since 1970: which of the two shows in the size. */
export function instantOfNumber(time: number): string | undefined {
  return fromTime(Math.abs(time) < 1e11 ? time * 1000 : time)
}

function fromTime(time: number): string | undefined {
  if (!(time >= FIRST && time < LAST)) return undefined
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}
