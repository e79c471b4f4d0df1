import { isArray, type JsonMember, type JsonValue } from '../bytes/json.ts'
import type { Attribute, AttributeName, Basis, Status } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'
import { lineRange } from '../model/location.ts'
import { withoutCredentials } from '../text/web-address.ts'

/** Characters of one value that are kept. */
const MAX_VALUE = 1000
const MAX_SAYS = 80

export interface HowStated {
  /** Of maps: the hyperparameter, the metric. */
  readonly key?: string
  readonly status?: Status
  readonly basis?: Basis
  readonly says?: string
  /** What the text means; undefined drops it. */
  readonly as?: (text: string) => string | undefined
}

/** A place in a document; without a line where the file has none. */
export function evidenceAt(path: string, line: number | undefined, says: string): Evidence {
  return { at: { path, ...(line !== undefined && line > 0 && { range: lineRange(line) }) }, says }
}

/** The attribute that a member of a document states; none where it holds no value, or several where it holds a list. */
export function stated(
  name: AttributeName,
  m: JsonMember | undefined,
  path: string,
  how: HowStated = {},
): Attribute[] {
  if (m === undefined) return []
  const evidence = evidenceAt(path, m.line, how.says ?? `is stated by ${m.key.slice(0, MAX_SAYS)}`)
  const values = isArray(m.value) ? m.value.items.slice(0, 100) : [m.value]
  return values.flatMap((value) => attribute(name, value, evidence, how))
}

/** One attribute of a value that is no list. */
export function attribute(
  name: AttributeName,
  value: JsonValue | undefined,
  evidence: Evidence,
  { key, status = 'declared', basis, as }: HowStated = {},
): Attribute[] {
  const text = textOf(value)
  const meant = text === undefined || as === undefined ? text : as(text)
  const shown = meant === undefined ? '' : withoutCredentials(meant).slice(0, MAX_VALUE)
  if (shown === '') return []
  return [
    { name, ...(key !== undefined && { key }), value: shown, status, ...(basis && { basis }), evidence },
  ]
}

/** A value as text: numbers in decimal. Undefined for nothing, lists and maps. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? decimal(value) : undefined
  return undefined
}

/** Without exponent, which readers of decimal numbers do not take. */
export function decimal(value: number): string {
  const text = String(value)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', first = '', rest = '', exponent = '0'] = match
  const shift = Number(exponent)
  const digits = first + rest
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
  return `${sign}${digits.padEnd(shift + 1, '0')}`
}

/** Text that spells a number with an exponent, as the decimal number; other text as it is. */
export function inDecimal(text: string): string {
  return /^-?\d+(?:\.\d+)?e[+-]?\d{1,3}$/i.test(text) ? decimal(Number(text)) : text
}

const SECRET =
  /(?:^|[_.\-\s])(?:token|tokens?_?id|secrets?|passw(?:or)?d|pwd|passphrase|api_?keys?|access_?keys?|secret_?keys?|private_?keys?|credentials?|auth|authorization|cookie|netrc|connection_?string|dsn|uri_?auth)$|(?:secret|password|apikey|api_key|access_key)/i

/** Whether a key holds what must never leave the file. */
export function isSecretKey(key: string): boolean {
  return SECRET.test(key)
}
