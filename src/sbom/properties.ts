import { ATTRIBUTES, BASES, STATUSES, type Attribute, type AttributeName } from '../model/attribute.ts'
import type { Evidence } from '../model/finding.ts'
import { parseEvidence, evidenceText } from './evidence-text.ts'
import { decodeText, encodeText } from './plain-text.ts'

/** A named value of a document; names may stand more than once, and their order counts. */
export interface Property {
  readonly name: string
  readonly value: string
}

/** All properties of this tool start with it: names of their own, as the official taxonomy asks. */
export const PREFIX = 'assay:'

/** First segments that are no attributes. A new attribute must not be called like one of them. */
export const RESERVED: readonly string[] = [
  'attribute',
  'bom',
  'checksum',
  'distribution',
  'external',
  'file',
  'gap',
  'item',
  'relation',
  'system',
  'unknown',
]

const SUFFIXES: ReadonlySet<string> = new Set(['status', 'basis', 'evidence'])

export function property(name: string, value: string): Property {
  return { name: `${PREFIX}${name}`, value: encodeText(value) }
}

/** The values of one name, in order. */
export function valuesOf(properties: readonly Property[], name: string): string[] {
  return properties.filter((p) => p.name === `${PREFIX}${name}`).map((p) => decodeText(p.value))
}

/** `assay:<name>[:<key>]` with the value, followed by its `:status`, `:basis` and `:evidence`. */
export function attributeProperties(attributes: readonly Attribute[]): Property[] {
  return attributes.flatMap(({ name, key, value, status, basis, evidence }) => {
    const base = key === undefined ? name : `${name}:${encodeKey(key)}`
    return [
      property(base, value),
      property(`${base}:status`, status),
      ...(basis ? [property(`${base}:basis`, basis)] : []),
      property(`${base}:evidence`, evidenceText(evidence)),
    ]
  })
}

/** The inverse. What follows no value of its own, as after a foreign tool sorted the list, is passed over. */
export function readAttributes(properties: readonly Property[], otherwise: Evidence): Attribute[] {
  const started: { readonly base: string; attribute: Attribute }[] = []
  for (const { name, value } of properties) {
    const parsed = parseName(name)
    if (!parsed) continue
    const said = decodeText(value)
    const last = started.at(-1)
    if (parsed.suffix === undefined) {
      const attribute = { ...parsed.named, value: said, status: 'declared', evidence: otherwise } as const
      started.push({ base: parsed.base, attribute })
    } else if (last?.base === parsed.base) last.attribute = completed(last.attribute, parsed.suffix, said)
  }
  return started.map(({ attribute }) => attribute)
}

function completed(attribute: Attribute, suffix: string, said: string): Attribute {
  if (suffix === 'status')
    return { ...attribute, status: STATUSES.find((s) => s === said) ?? attribute.status }
  if (suffix === 'evidence') return { ...attribute, evidence: parseEvidence(said) ?? attribute.evidence }
  const basis = BASES.find((b) => b === said)
  return basis ? { ...attribute, basis } : attribute
}

interface ParsedName {
  /** The name of the property without its suffix. */
  readonly base: string
  readonly named: Pick<Attribute, 'name' | 'key'>
  readonly suffix?: string
}

function parseName(text: string): ParsedName | undefined {
  if (!text.startsWith(PREFIX)) return undefined
  const [name, second, third, ...more] = text.slice(PREFIX.length).split(':')
  if (name === undefined || !isAttributeName(name) || more.length > 0) return undefined
  if (second === undefined) return { base: name, named: { name } }
  if (third === undefined && SUFFIXES.has(second)) return { base: name, named: { name }, suffix: second }
  const keyed = { base: `${name}:${second}`, named: { name, key: decodeKey(second) } }
  if (third === undefined) return keyed
  return SUFFIXES.has(third) ? { ...keyed, suffix: third } : undefined
}

function isAttributeName(text: string): text is AttributeName {
  return Object.hasOwn(ATTRIBUTES, text)
}

/** Without colons, and never one of the suffixes. */
function encodeKey(key: string): string {
  const safe = encodeText(key).replaceAll(/[%:]/g, (c) => (c === '%' ? '%25' : '%3A'))
  return SUFFIXES.has(safe) ? `%${safe.charCodeAt(0).toString(16)}${safe.slice(1)}` : safe
}

function decodeKey(text: string): string {
  return decodeText(
    text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  )
}
