import { malformed } from '../model/read-error.ts'
import { MAX_INFORMATION, type IndexInformation, type IndexSource } from './layout.ts'

const MAX_LIST = 1000

/** What an index says of itself. Throws `ReadError`. */
export function readInformation(text: string): IndexInformation {
  if (text.length > MAX_INFORMATION) throw malformed('says too much of itself')
  const root = objectOf(parsed(text))
  const built = stringIn(root, 'built')
  if (!root || built === undefined || Number.isNaN(Date.parse(built)))
    throw malformed('does not say when it was built')
  const newest = stringIn(root, 'newest')
  const ecosystems = Object.entries(objectOf(root['ecosystems']) ?? {}).flatMap(([name, count]) =>
    typeof count === 'number' ? [[name, count] as const] : [],
  )
  const sources = Array.isArray(root['sources']) ? root['sources'].slice(0, MAX_LIST).flatMap(sourceOf) : []
  return {
    built,
    records: numberIn(root, 'records'),
    withdrawn: numberIn(root, 'withdrawn'),
    unreadable: numberIn(root, 'unreadable'),
    elsewhere: numberIn(root, 'elsewhere'),
    ...(newest !== undefined && { newest }),
    ecosystems: Object.fromEntries(ecosystems.slice(0, MAX_LIST)),
    sources,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('has a head that is no JSON')
  }
}

function sourceOf(value: unknown): readonly IndexSource[] {
  const source = objectOf(value)
  const name = stringIn(source, 'name')
  const digest = stringIn(source, 'digest')
  return name === undefined || digest === undefined
    ? []
    : [{ name, digest, records: numberIn(source, 'records') }]
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}

function stringIn(object: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const value = object && Object.hasOwn(object, key) ? object[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function numberIn(object: Readonly<Record<string, unknown>> | undefined, key: string): number {
  const value = object?.[key]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
