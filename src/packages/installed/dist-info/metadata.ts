import type { AttributeName } from '../../../model/attribute.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import { isPythonName, parseRequirement } from '../../../names/python-package.ts'
import type { PackageStatement } from '../../package-set.ts'
import { classifierLicenses, isLicenseName, projectPages } from '../../pypi/project-links.ts'
import type { MetadataFacts } from './facts.ts'

const MAX_REQUIREMENTS = 2000
const MAX_VALUE = 2000

/** Core metadata: mail headers up to the first empty line. */
export function readMetadata(text: string, cut: boolean): MetadataFacts & { readonly part: 'metadata' } {
  const headers = readHeaders(text, cut)
  const first = (key: string): string | undefined => headers.get(key)?.map(stated).find(Boolean)
  const name = first('name')
  const version = first('version')
  if (name === undefined || version === undefined || !isPythonName(name))
    throw malformed('metadata without a usable name and version')
  if (!/^[\w.!+-]{1,200}$/.test(version)) throw malformed('metadata with a version that is none')
  const requires = (headers.get('requires-dist') ?? [])
    .slice(0, MAX_REQUIREMENTS)
    .flatMap((line) => parseRequirement(line) ?? [])
    .filter(({ marker }) => !marker || !/\bextra\b/.test(marker))
  return { part: 'metadata', name, version, stated: statements(headers, first), requires }
}

function readHeaders(text: string, cut: boolean): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  let values: string[] | undefined
  for (const raw of text.replace(/^\ufeff/, '').split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line === '') return headers
    if (/^[ \t]/.test(line)) {
      const last = values?.at(-1)
      if (values && last !== undefined && last.length < 20_000)
        values[values.length - 1] = `${last}\n${line.trim()}`
      continue
    }
    const colon = line.indexOf(':')
    if (colon <= 0) throw malformed('metadata with a line that is no header')
    const key = line.slice(0, colon).toLowerCase()
    values = headers.get(key) ?? []
    headers.set(key, values)
    values.push(line.slice(colon + 1).trim())
  }
  if (cut) throw overLimit('metadata with too many headers')
  return headers
}

/** Old tools write UNKNOWN for what the author left out. */
function stated(value: string): string | undefined {
  return value === '' || value === 'UNKNOWN' ? undefined : value.slice(0, MAX_VALUE)
}

function statements(
  headers: ReadonlyMap<string, readonly string[]>,
  first: (key: string) => string | undefined,
): PackageStatement[] {
  const found: PackageStatement[] = []
  const add = (name: AttributeName, value: string | undefined): void => {
    if (value !== undefined) found.push({ name, value })
  }
  const links = (headers.get('project-url') ?? []).flatMap((line) => {
    const comma = line.indexOf(',')
    return comma < 0 ? [] : [[line.slice(0, comma), line.slice(comma + 1).trim()] as const]
  })
  const page = first('home-page')
  const [address] = projectPages([...links, ...(page ? [['home', page] as const] : [])])
  add('description', first('summary')?.split('\n')[0])
  for (const value of licenses(headers, first)) add('license', value)
  add('author', first('author') ?? first('author-email')?.replaceAll(/\s*<[^>]*>|"/g, ''))
  add('source-url', address)
  return found
}

/** The expression, a short licence as written, or what the classifiers say. Whole licence texts name nothing. */
function licenses(
  headers: ReadonlyMap<string, readonly string[]>,
  first: (key: string) => string | undefined,
): string[] {
  const expression = first('license-expression')
  if (expression !== undefined) return [expression]
  const written = first('license')
  if (written !== undefined && isLicenseName(written)) return [written]
  return classifierLicenses(headers.get('classifier') ?? [])
}
