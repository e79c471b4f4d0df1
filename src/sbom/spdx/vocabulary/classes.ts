import type { ClassTable, Property, SpdxClass } from './class-table.ts'
import { CORE_CLASSES } from './core-classes.ts'
import { LICENSING_CLASSES } from './licensing-classes.ts'
import { SECURITY_CLASSES } from './security-classes.ts'
import { SYSTEM_CLASSES } from './system-classes.ts'

const TABLE: ClassTable = {
  ...CORE_CLASSES,
  ...SYSTEM_CLASSES,
  ...LICENSING_CLASSES,
  ...SECURITY_CLASSES,
}

/** Every class of SPDX 3.0.1, by its name in JSON. A map: names come from documents. */
export const CLASSES: ReadonlyMap<string, SpdxClass> = new Map(Object.entries(TABLE))

const ANCESTORS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...CLASSES.keys()].map((name) => [name, new Set(lineage(name))]),
)
const PROPERTIES: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map(
  [...CLASSES.keys()].map((name) => [
    name,
    new Map(lineage(name).flatMap((c) => Object.entries(CLASSES.get(c)!.properties))),
  ]),
)
const NONE: ReadonlyMap<string, Property> = new Map()

/** Whether instances of one class are instances of the other. */
export function isA(name: string, ancestor: string): boolean {
  return ANCESTORS.get(name)?.has(ancestor) === true
}

/** With those of all ancestors. */
export function propertiesOf(name: string): ReadonlyMap<string, Property> {
  return PROPERTIES.get(name) ?? NONE
}

/** Elements have an `spdxId`, all else at most an `@id`. */
export function isElementClass(name: string): boolean {
  return isA(name, 'Element')
}

function lineage(name: string): string[] {
  const names: string[] = []
  for (let at: string | undefined = name; at !== undefined; at = CLASSES.get(at)?.parent) names.push(at)
  return names
}
