import type { AttributeDraft } from '../names/mention.ts'
import { anyText, at, items, text, type ConfigValue } from '../syntax/config/tree.ts'
import { maskedAddress, maskedWord } from './masked.ts'

const MAX_TEXT = 490

/** What manifests of plugins say of themselves, under the names that nearly all of them use. */
export function statedAttributes(root: ConfigValue | undefined): AttributeDraft[] {
  const license = text(at(root, 'license')) ?? text(at(root, 'license', 'name'))
  const source =
    addressOf(at(root, 'repository')) ?? addressOf(at(root, 'homepage')) ?? addressOf(at(root, 'url'))
  return [
    ...stated('description', text(at(root, 'description'))),
    ...stated('license', license),
    ...authorsOf(root).flatMap((author) => stated('author', author)),
    ...stated('supplier', text(at(root, 'organization'))),
    ...(source === undefined ? [] : stated('source-url', maskedAddress(source))),
  ]
}

export function stated(name: AttributeDraft['name'], value: string | undefined): AttributeDraft[] {
  const clean = value?.replaceAll(/\s+/g, ' ').trim()
  if (!clean) return []
  return [{ name, value: clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean }]
}

function authorsOf(root: ConfigValue | undefined): string[] {
  const found = at(root, 'author') ?? at(root, 'authors')
  const all = found?.kind === 'list' ? items(found) : found ? [found] : []
  return all.slice(0, 50).flatMap((author) => text(author) ?? text(at(author, 'name')) ?? [])
}

function addressOf(value: ConfigValue | undefined): string | undefined {
  const written = text(value) ?? text(at(value, 'url'))
  return written !== undefined && /^(?:git\+)?https?:\/\//.test(written)
    ? written.replace(/^git\+/, '')
    : undefined
}

/** The version of the thing itself, as it writes it. */
export function versionOf(root: ConfigValue | undefined): string | undefined {
  const version = anyText(at(root, 'version')) ?? anyText(at(root, 'metadata', 'version'))
  return version &&
    /^[\w][\w.+!~-]{0,100}$/.test(version) &&
    !/^(?:latest|main|master|head|unreleased|dev)$/i.test(version)
    ? version
    : undefined
}

/** A name in one line that may stand in a report. */
export function nameOf(value: ConfigValue | undefined, most = 200): string | undefined {
  const name = text(value)?.replaceAll(/\s+/g, ' ').trim()
  return name && name.length <= most ? maskedWord(name) : undefined
}

/** `a, b` or a list. */
export function listOf(value: ConfigValue | undefined): string[] {
  const line = text(value)
  if (line !== undefined) return splitOutside(line)
  return items(value)
    .slice(0, 1000)
    .flatMap((item) => text(item) ?? [])
}

/** Commas and spaces inside of parentheses belong to a rule: `Bash(git add:*), Read`. */
function splitOutside(line: string): string[] {
  const out: string[] = []
  let depth = 0
  let word = ''
  for (const c of line.slice(0, 20_000)) {
    if (c === '(') depth++
    else if (c === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && (c === ',' || c === ' ')) {
      if (word) out.push(word)
      word = ''
    } else word += c
  }
  return word ? [...out, word] : out
}
