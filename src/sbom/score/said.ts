import { asFields, eachIn, fieldIn, listIn, textIn, type Fields } from '../cyclonedx/json-view.ts'

/** Words that documents use where nothing is known. */
const NOTHING = /^(?:unknown|noassertion|n\/a|null|undefined|tbd|not[ _-]?found)$/i

export function tells(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !NOTHING.test(text.trim())
}

/** The name of the first of these fields that says something: a text, a number, a list or an object that is not empty. */
export function fieldSaid(fields: Fields, ...names: readonly string[]): string | undefined {
  return names.find((name) => isSaid(fieldIn(fields, name)))
}

/** Follows names separated by dots; `[]` after a name means that any entry of the list will do. */
export function pathSaid(fields: Fields, path: string): string | undefined {
  let at: readonly Fields[] = [fields]
  const steps = path.split('.')
  for (const step of steps.slice(0, -1)) {
    const name = step.replace('[]', '')
    at = step.endsWith('[]')
      ? at.flatMap((f) => eachIn(f, name))
      : at.map((f) => asFields(fieldIn(f, name))).filter((f) => f !== undefined)
  }
  return at.some((f) => isSaid(fieldIn(f, steps.at(-1)!))) ? path : undefined
}

export function listSaid(fields: Fields, name: string): boolean {
  return listIn(fields, name).some(isSaid)
}

/** Looks at the entries of a list and no deeper: what is nested a million times must not be followed. */
function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isOneSaid) : isOneSaid(value)
}

function isOneSaid(value: unknown): boolean {
  if (typeof value === 'string') return tells(value)
  if (typeof value === 'number' || typeof value === 'boolean') return true
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

/**
 * The property that says one of these things, with its whole name as the place. Every tool has a prefix of its own, so
 * a name is met when the property's ends in it; `hyperparameter:*` is met by every hyperparameter. Words may be written
 * in any case: `parameterCount`, `parameter_count` and `parameter-count` are one.
 */
export function saidIn(fields: Fields, ...names: readonly string[]): string | undefined {
  const card = asFields(fieldIn(fields, 'modelCard')) ?? {}
  return propertySaid(fields, '', names) ?? propertySaid(card, 'modelCard.', names)
}

function propertySaid(holder: Fields, before: string, names: readonly string[]): string | undefined {
  const property = wordsOf(holder).find(({ words }) =>
    names.some((n) => (n.endsWith(':*') ? hasUnder(words, n.slice(0, -1)) : words.endsWith(`:${n}`))),
  )
  return property && `${before}properties[${property.name}]`
}

interface PropertyWords {
  readonly name: string
  /** The name in one way of writing, with a colon before it. */
  readonly words: string
}

/** Properties of one component are looked through once for each element. */
const known = new WeakMap<Fields, readonly PropertyWords[]>()

function wordsOf(holder: Fields): readonly PropertyWords[] {
  const before = known.get(holder)
  if (before) return before
  const words = eachIn(holder, 'properties').flatMap((property) => {
    const name = textIn(property, 'name')
    if (name === undefined || name.length > MAX_NAME || ABOUT.test(name)) return []
    if (!tells(textIn(property, 'value'))) return []
    return [{ name, words: `:${kebab(name)}` }]
  })
  known.set(holder, words)
  return words
}

/** How a value is known is no value. */
const ABOUT = /:(?:status|basis|evidence)$/
/** Longer names are nobody's. */
const MAX_NAME = 200

function hasUnder(words: string, start: string): boolean {
  const at = words.indexOf(`:${start}`)
  return at !== -1 && words.length > at + start.length + 1
}

function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[_\s/.]/g, '-')
    .toLowerCase()
}

/** An external reference of one of these types that has an address. */
export function referenceSaid(fields: Fields, ...types: readonly string[]): string | undefined {
  for (const reference of eachIn(fields, 'externalReferences')) {
    const type = textIn(reference, 'type') ?? ''
    if (types.includes(type) && tells(textIn(reference, 'url'))) return `externalReferences[${type}]`
  }
  return undefined
}

/** What makes a thing findable again, whoever looks: not a name, not an address. */
export function identifierSaid(fields: Fields): string | undefined {
  return fieldSaid(fields, 'purl', 'cpe', 'swhid', 'omniborId') ?? pathSaid(fields, 'swid.tagId')
}

/** Who made or publishes it. */
export function producerSaid(fields: Fields): string | undefined {
  return (
    pathSaid(fields, 'manufacturer.name') ??
    pathSaid(fields, 'supplier.name') ??
    pathSaid(fields, 'authors[].name') ??
    fieldSaid(fields, 'author', 'publisher')
  )
}

export function licenceSaid(fields: Fields): string | undefined {
  return (
    pathSaid(fields, 'licenses[].license.id') ??
    pathSaid(fields, 'licenses[].license.name') ??
    pathSaid(fields, 'licenses[].expression')
  )
}
