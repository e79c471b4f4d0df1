import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { LicenseChoice } from './document.ts'
import { shownText } from '../plain-text.ts'

const TOKEN = /\s*(?:(\(|\))|([A-Za-z0-9.+:-]+))/y
const MAX_TOKENS = 64

let known: ReadonlyMap<string, string> | undefined

/** Ids of the SPDX list as the schema has them, by their lower-case form. */
export function spdxIds(): ReadonlyMap<string, string> {
  known ??= new Map(readIds().map((id) => [id.toLowerCase(), id]))
  return known
}

/** The folder of the official schemas. */
export function schemaFolder(): string {
  const { resolve } = createRequire(import.meta.url)
  return join(dirname(resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema')
}

function readIds(): string[] {
  const schema = JSON.parse(readFileSync(join(schemaFolder(), 'spdx.SNAPSHOT.schema.json'), 'utf8')) as {
    enum: string[]
  }
  return schema.enum
}

/** As an id of the list, as an expression where it is the only one, else by the name that was written. */
export function licenseChoices(values: readonly string[]): LicenseChoice[] {
  const [only, ...more] = values
  if (only !== undefined && more.length === 0 && !spdxIds().has(only.toLowerCase())) {
    const expression = spdxExpression(only)
    if (expression !== undefined) return [{ expression }]
  }
  const choices = values
    .filter((value) => value.trim() !== '')
    .map((value) => {
      const id = spdxIds().get(value.toLowerCase())
      return { license: id === undefined ? { name: shownText(value) } : { id } }
    })
  return [...new Map(choices.map((c) => [JSON.stringify(c), c])).values()]
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
    const id = reference ? token : (spdxIds().get(token.toLowerCase()) ?? later(token))
    if (id !== undefined) written.push(id)
    return id !== undefined
  }
}

/** `Apache-2.0+`: that version or a later one. */
function later(token: string): string | undefined {
  const id = token.endsWith('+') ? spdxIds().get(token.slice(0, -1).toLowerCase()) : undefined
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
