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

const SUFFIXES: readonly string[] = ['status', 'basis', 'evidence']

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

interface Started {
  readonly base: string
  readonly name: AttributeName
  readonly key?: string
  readonly value: string
  status: Attribute['status']
  basis?: NonNullable<Attribute['basis']>
  evidence: Evidence
}

/** The inverse. What follows no value of its own, as after a foreign tool sorted the list, is passed over. */
export function readAttributes(properties: readonly Property[], otherwise: Evidence): Attribute[] {
  const started: Started[] = []
  for (const { name, value } of properties) {
    const parsed = parseName(name)
    if (!parsed) continue
    const { suffix, ...rest } = parsed
    const said = decodeText(value)
    if (suffix === undefined) {
      started.push({ ...rest, value: said, status: 'declared', evidence: otherwise })
      continue
    }
    const last = started.at(-1)
    if (last?.base !== rest.base) continue
    if (suffix === 'status') last.status = STATUSES.find((s) => s === said) ?? last.status
    else if (suffix === 'evidence') last.evidence = parseEvidence(said) ?? otherwise
    else {
      const basis = BASES.find((b) => b === said)
      if (basis) last.basis = basis
    }
  }
  return started.map(({ base: _, ...attribute }) => attribute)
}

type ParsedName = Pick<Started, 'base' | 'name' | 'key'> & { readonly suffix?: string }

function parseName(text: string): ParsedName | undefined {
  if (!text.startsWith(PREFIX)) return undefined
  const parts = text.slice(PREFIX.length).split(':')
  const [name, second, third, ...more] = parts
  if (name === undefined || !isAttributeName(name) || more.length > 0) return undefined
  if (second === undefined) return { base: name, name }
  if (third === undefined && SUFFIXES.includes(second)) return { base: name, name, suffix: second }
  const key = decodeKey(second)
  const base = `${name}:${second}`
  if (third === undefined) return { base, name, key }
  return SUFFIXES.includes(third) ? { base, name, key, suffix: third } : undefined
}

function isAttributeName(text: string): text is AttributeName {
  return Object.hasOwn(ATTRIBUTES, text)
}

/** Without colons, and never one of the suffixes. */
function encodeKey(key: string): string {
  const safe = encodeText(key).replaceAll(/[%:]/g, (c) => (c === '%' ? '%25' : '%3A'))
  return SUFFIXES.includes(safe) ? `%${safe.charCodeAt(0).toString(16)}${safe.slice(1)}` : safe
}

function decodeKey(text: string): string {
  return decodeText(
    text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  )
}
