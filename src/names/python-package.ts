/** A requirement in the form of PEP 508, or what pip takes in its place. Untrusted text. */
export interface PythonRequirement {
  /** As written. */
  readonly name: string
  /** PEP 503: lower case, runs of separators are one hyphen. */
  readonly normalized: string
  readonly extras: readonly string[]
  /** Version specifiers without spaces, `>=1,<2`; empty when any version will do. */
  readonly specifiers: string
  /** Direct reference: what follows `@`. May carry credentials. */
  readonly url?: string
  readonly marker?: string
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/
const SPECIFIER = /^(?:===|~=|==|!=|<=|>=|<|>)$/
const EXACT = /^={2,3}([^*,\s]+)$/
const MAX_LENGTH = 8192

/** The form in which package indexes compare names (PEP 503). */
export function normalizedPythonName(name: string): string {
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? name : name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

export function isPythonName(text: string): boolean {
  return NAME.exec(text)?.[0].length === text.length
}

/** The version that the specifiers allow alone: `==1.2.3`, never `==1.2.*`. */
export function exactVersion(specifiers: string): string | undefined {
  return EXACT.exec(specifiers)?.[1]
}

/**
 * Reads `name[extra] >=1,<2 ; marker` and `name[extra] @ address ; marker`. Undefined when it is none.
 * The marker stays text: what it means depends on a machine that is not here.
 */
export function parseRequirement(text: string): PythonRequirement | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const trimmed = text.trim()
  const name = NAME.exec(trimmed)?.[0]
  if (name === undefined) return undefined
  let rest = trimmed.slice(name.length).trimStart()
  let extras: readonly string[] = []
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']')
    const listed = end < 0 ? undefined : extrasOf(rest.slice(1, end))
    if (!listed) return undefined
    extras = listed
    rest = rest.slice(end + 1).trimStart()
  }
  const found = { name, normalized: normalizedPythonName(name), extras }
  if (rest.startsWith('@')) {
    const { value, marker } = splitDirect(rest.slice(1).trim())
    if (value === '' || /\s/.test(value)) return undefined
    return { ...found, specifiers: '', url: value, ...(marker && { marker }) }
  }
  const semicolon = rest.indexOf(';')
  const marker = semicolon < 0 ? '' : rest.slice(semicolon + 1).trim()
  if (semicolon >= 0 && marker === '') return undefined
  const specifiers = specifiersOf(semicolon < 0 ? rest : rest.slice(0, semicolon))
  if (specifiers === undefined) return undefined
  return { ...found, specifiers, ...(marker && { marker }) }
}

function extrasOf(text: string): readonly string[] | undefined {
  if (text.trim() === '') return []
  const extras = text.split(',').map((extra) => extra.trim())
  return extras.every(isPythonName) ? extras : undefined
}

/** `; marker` after an address needs a space before it: semicolons are part of addresses. */
function splitDirect(text: string): { readonly value: string; readonly marker?: string } {
  const end = text.search(/\s;|;\s/)
  if (end < 0) return { value: text }
  return { value: text.slice(0, end).trim(), marker: text.slice(end).replace(/^\s*;/, '').trim() }
}

/** Specifiers in their order, without spaces and parentheses; undefined when they are none. */
export function specifiersOf(text: string): string | undefined {
  let trimmed = text.trim()
  if (trimmed.startsWith('(') && trimmed.endsWith(')')) trimmed = trimmed.slice(1, -1).trim()
  if (trimmed === '') return ''
  const parts: string[] = []
  for (const part of trimmed.split(',')) {
    const clause = part.trim()
    // A trailing comma is allowed, and only there.
    if (clause === '' && parts.length > 0) continue
    const match = /^([=<>!~]{1,3})\s*([^\s=<>!~;()]+)$/.exec(clause)
    if (!match || !SPECIFIER.test(match[1]!)) return undefined
    if (match[1] !== '===' && !/^v?[A-Za-z0-9.!+_*-]+$/.test(match[2]!)) return undefined
    parts.push(match[1]! + match[2]!)
  }
  return parts.join(',')
}
