const INSTANT = /^\d{4}-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/

/** Whether a text is a date and time that every validator takes: RFC 3339, without leap seconds. */
export function isInstant(text: string): boolean {
  if (!INSTANT.test(text)) return false
  const parsed = new Date(text)
  if (Number.isNaN(parsed.getTime())) return false
  // A day that the month does not have is carried over instead of refused.
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10))
}
