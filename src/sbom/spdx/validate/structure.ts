import type { Property } from '../vocabulary/class-table.ts'
import { CLASSES, isA, isElementClass, propertiesOf } from '../vocabulary/classes.ts'
import { INDIVIDUALS } from '../vocabulary/terms.ts'
import { isRaw, type Raw } from '../read/values.ts'
import { below, quoted, type Findings } from './findings.ts'
import { expected, isBlankNode, isIri } from './values.ts'

/** An object of the document whose class is known. */
export interface Placed {
  readonly raw: Raw
  readonly path: string
  readonly type: string
  /** `spdxId` or `@id`. */
  readonly id: string | undefined
}

/** A place that names another object. */
interface Reference {
  readonly id: string
  /** Class that the object must be of. */
  readonly class: string
  readonly path: string
}

export interface Structure {
  readonly objects: Placed[]
  readonly references: Reference[]
}

/** Objects inside of one another; deeper ones are an attack. */
const MAX_DEPTH = 32
export const TOO_DEEP = 'objects lie too deep inside of one another'

/** Holds every object to its class, and gathers the objects and what they refer to. */
export function checkStructure(roots: readonly unknown[], base: string, findings: Findings): Structure {
  const structure: Structure = { objects: [], references: [] }

  const visit = (raw: Raw, path: string, wanted: string | undefined, depth: number): void => {
    if (depth > MAX_DEPTH) {
      findings.error('document', path, TOO_DEEP)
      return
    }
    const type = raw['type']
    if (typeof type !== 'string' || !CLASSES.has(type)) {
      findings.error('class', path, `${quoted(type)} is no class of SPDX 3.0.1`)
      return
    }
    if (CLASSES.get(type)!.abstract) findings.error('class', path, `${type} has no instances of its own`)
    if (wanted !== undefined && !isA(type, wanted))
      findings.error('reference', path, `is a ${type}, but a ${wanted} is asked for`)
    const id = checkId(raw, path, type)
    structure.objects.push({ raw, path, type, id })
    checkProperties(raw, path, type, depth)
  }

  const checkId = (raw: Raw, path: string, type: string): string | undefined => {
    const isElement = isElementClass(type)
    const key = isElement ? 'spdxId' : '@id'
    const id = Object.hasOwn(raw, key) ? raw[key] : undefined
    if (id === undefined && !isElement) return undefined
    if (isIri(id) || (!isElement && isBlankNode(id))) return id
    findings.error('id', below(path, key), `${quoted(id)} is no URI`)
    return undefined
  }

  const checkProperties = (raw: Raw, path: string, type: string, depth: number): void => {
    const properties = propertiesOf(type)
    const idKey = isElementClass(type) ? 'spdxId' : '@id'
    for (const [key, value] of Object.entries(raw)) {
      if (key === 'type' || key === idKey) continue
      const property = properties.get(key)
      if (property) checkProperty(property, value, below(path, key), depth)
      else findings.error('property', below(path, key), `${type} has no property ${quoted(key)}`)
    }
    for (const [key, { min }] of properties)
      if (min > 0 && !Object.hasOwn(raw, key)) findings.error('property', path, `${type} must have ${key}`)
  }

  const checkProperty = (property: Property, value: unknown, path: string, depth: number): void => {
    const { many, min } = property
    if (!many) {
      checkValue(property, value, path, depth)
    } else if (Array.isArray(value)) {
      if (value.length < min) findings.error('property', path, `holds ${value.length} of at least ${min}`)
      for (const [i, one] of value.entries()) checkValue(property, one, below(path, i), depth)
    } else findings.error('property', path, 'is no list')
  }

  const checkValue = ({ value: type }: Property, value: unknown, path: string, depth: number): void => {
    if (type.kind === 'object') {
      checkObject(type.class, value, path, depth)
      return
    }
    const instead = expected(type, value)
    if (instead !== undefined) findings.error('value', path, `${quoted(value)} is not ${instead}`)
    else if (type.kind === 'uri' && !isIri(value))
      findings.warning('value', path, `${quoted(value)} is no absolute URI`)
    else if (type.kind === 'instant' && !exists(value as string))
      findings.error('time', path, `${quoted(value)} never is`)
    else if (type.kind === 'extension' && isRaw(value) && !isIri(value['type']) && !isKnown(value['type']))
      findings.error('class', path, 'an extension has a class of its own, a URI')
  }

  const checkObject = (wanted: string, value: unknown, path: string, depth: number): void => {
    if (isRaw(value)) visit(value, path, wanted, depth + 1)
    else if (typeof value !== 'string')
      findings.error('value', path, `is not a ${wanted} and names none either`)
    else if (INDIVIDUALS.has(value)) checkIndividual(value, wanted, path)
    else if (isIri(value) || isBlankNode(value)) structure.references.push({ id: value, class: wanted, path })
    else findings.error('value', path, `${quoted(value)} names no ${wanted}: it is no URI`)
  }

  const checkIndividual = (value: string, wanted: string, path: string): void => {
    if (!isA(INDIVIDUALS.get(value)!, wanted)) findings.error('reference', path, `${value} is no ${wanted}`)
  }

  for (const [i, root] of roots.entries()) {
    const path = base === '' ? '' : below(base, i)
    if (isRaw(root)) visit(root, path, undefined, 0)
    else findings.error('document', path, 'is no object')
  }
  return structure
}

function isKnown(type: unknown): boolean {
  return typeof type === 'string' && CLASSES.has(type)
}

/** No 31st of February. */
function exists(instant: string): boolean {
  const time = Date.parse(instant)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 19) === instant.slice(0, 19)
}
