import { asFields, eachIn, fieldIn, textIn, type Fields } from '../../cyclonedx/json-view.ts'
import type { OwaspField, Step } from './fields.ts'

/** The document with one model as its first component, which is all that the generator looks at. */
export interface Scored {
  readonly root: Fields
  readonly metadata: Fields
  readonly model: Fields
}

/** By the field's path, else by its name at the places where the generator looks for names. */
export function isPresent(scored: Scored, field: OwaspField): boolean {
  return atPath(scored, field.path) || byName(scored, field.name)
}

function atPath({ root, model }: Scored, path: readonly Step[]): boolean {
  if (path.length === 0) return false
  const fromModel = path[0] === 'components' && path[1] === 0
  let at: unknown = fromModel ? model : root
  for (const step of fromModel ? path.slice(2) : path) {
    if (typeof step === 'string') at = fieldIn(asFields(at) ?? {}, step)
    else if (typeof step === 'number') at = Array.isArray(at) ? at[step] : undefined
    else at = Array.isArray(at) ? at.find((e) => isNamed(e, step)) : undefined
    if (at === undefined || at === null) return false
  }
  return at !== '' && !(Array.isArray(at) && at.length === 0)
}

function isNamed(entry: unknown, [key, value]: readonly [string, string]): boolean {
  return textIn(asFields(entry) ?? {}, key) === value
}

/** Groups of considerations that stand for a field when they say anything. */
const CONSIDERATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['technicalLimitations', ['technicalLimitations', 'limitations']],
  ['safetyRiskAssessment', ['ethicalConsiderations', 'safetyRiskAssessment']],
  ['energyConsumption', ['environmentalConsiderations', 'energyConsumption']],
])

/** Types of external references that stand for a field. */
const REFERENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['downloadLocation', ['distribution', 'website']],
  ['vcs', ['vcs']],
  ['website', ['website']],
  ['paper', ['documentation']],
])

/** A key counts whatever its value; profiles look at nothing else. */
export function byName({ root, metadata, model }: Scored, name: string): boolean {
  const card = asFields(fieldIn(model, 'modelCard')) ?? {}
  const parameters = asFields(fieldIn(card, 'modelParameters')) ?? {}
  const considerations = asFields(fieldIn(card, 'considerations')) ?? {}
  if ([root, metadata, model, card, parameters, considerations].some((f) => Object.hasOwn(f, name)))
    return true
  const names = new Set([name, `spdx:${name}`])
  if ([metadata, model].some((f) => eachIn(f, 'properties').some((p) => names.has(textIn(p, 'name') ?? ''))))
    return true
  if (CONSIDERATIONS.get(name)?.some((section) => isTruthy(fieldIn(considerations, section)))) return true
  const types = REFERENCES.get(name) ?? []
  return eachIn(model, 'externalReferences').some(
    (r) => types.includes(textIn(r, 'type') ?? '') && isTruthy(fieldIn(r, 'url')),
  )
}

/** As Python has it: what is empty is false. */
function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  const fields = asFields(value)
  return fields ? Object.keys(fields).length > 0 : Boolean(value)
}
