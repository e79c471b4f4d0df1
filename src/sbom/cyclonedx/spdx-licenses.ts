import { fixupSpdxId } from '@cyclonedx/cyclonedx-library/SPDX'
import type { Attribute } from '../../model/attribute.ts'
import type { LicenseChoice } from './document.ts'
import { shownText } from '../plain-text.ts'

const TOKEN = /\s*(?:(\(|\))|([A-Za-z0-9.+:-]+))/y
const MAX_TOKENS = 64

/** An id of the SPDX list, however it is spelt. The list is an object: it answers to `constructor` as well. */
function spdxId(text: string): string | undefined {
  const id: unknown = fixupSpdxId(text)
  return typeof id === 'string' ? id : undefined
}

/** As an id of the list, as an expression where it is the only one, else by the name that was written. */
export function licenseChoices(attributes: readonly Attribute[]): LicenseChoice[] {
  const said = attributes.filter((a) => a.name === 'license')
  const [only, ...more] = said
  if (only !== undefined && more.length === 0 && !spdxId(only.value)) {
    const expression = spdxExpression(only.value)
    if (expression !== undefined) return [{ expression, ...acknowledged(only) }]
  }
  const choices = new Map<string, LicenseChoice>()
  for (const license of said) {
    if (license.value.trim() === '') continue
    const id = spdxId(license.value)
    const known = id === undefined ? { name: shownText(license.value) } : { id }
    const key = JSON.stringify(known)
    // The surest comes first.
    if (!choices.has(key)) choices.set(key, { license: { ...known, ...acknowledged(license) } })
  }
  return [...choices.values()]
}

/** Concluded would mean that somebody has checked it, which no file says. */
function acknowledged({ status }: Attribute): { readonly acknowledgement?: 'declared' } {
  return status === 'declared' ? { acknowledgement: 'declared' } : {}
}

/** The expression with ids spelt as in the list; undefined when it is none. */
export function spdxExpression(text: string): string | undefined {
  const tokens = tokensOf(text)
  if (!tokens) return undefined
  let at = 0
  const written: string[] = []
  return terms() && at === tokens.length ? joined(written) : undefined

  function terms(): boolean {
    if (!term()) return false
    while (/^(?:and|or)$/i.test(tokens![at] ?? '')) {
      written.push(tokens![at++]!.toUpperCase())
      if (!term()) return false
    }
    return true
  }

  function term(): boolean {
    if (tokens![at] === '(') {
      written.push(tokens![at++]!)
      if (!terms() || tokens![at] !== ')') return false
      written.push(tokens![at++]!)
      return true
    }
    if (!license()) return false
    if (!/^with$/i.test(tokens![at] ?? '')) return true
    at++
    written.push('WITH')
    return license()
  }

  function license(): boolean {
    const token = tokens![at++]
    if (token === undefined) return false
    const reference = /^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/.test(token)
    const id = reference ? token : (spdxId(token) ?? later(token))
    if (id !== undefined) written.push(id)
    return id !== undefined
  }
}

/** `Apache-2.0+`: that version or a later one. */
function later(token: string): string | undefined {
  const id = token.endsWith('+') ? spdxId(token.slice(0, -1)) : undefined
  return id && `${id}+`
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = []
  const trimmed = text.trim()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed)
    if (!match || tokens.length >= MAX_TOKENS) return undefined
    tokens.push(match[1] ?? match[2]!)
  }
  return tokens
}

function joined(tokens: readonly string[]): string {
  return tokens.join(' ').replaceAll('( ', '(').replaceAll(' )', ')')
}
