import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { CLASSES, isA, propertiesOf } from './classes.ts'
import { RELATIONSHIP_ENDS, RELATIONSHIP_TYPES } from './relationship-types.ts'

const schemaPath = join(import.meta.dirname, '../../../../../shared/schemas/spdx-3.0.1.schema.json')
const skip = existsSync(schemaPath) ? false : 'the official SPDX 3.0.1 schema is not beside the repository'

describe('classes of SPDX', () => {
  it('inherit from classes that exist', () => {
    for (const [name, { parent, properties }] of CLASSES) {
      assert.ok(parent === undefined || CLASSES.has(parent), name)
      for (const { value } of Object.values(properties))
        if (value.kind === 'object') assert.ok(CLASSES.has(value.class), `${name} refers to ${value.class}`)
    }
    assert.ok(isA('ai_AIPackage', 'Artifact'))
    assert.ok(!isA('Artifact', 'ai_AIPackage'))
    assert.ok(!isA('constructor', 'Element'))
  })

  it('relationships lead between classes that exist', () => {
    for (const { from, to, as } of Object.values(RELATIONSHIP_ENDS))
      for (const name of [from, to, as]) assert.ok(name === undefined || CLASSES.has(name), name)
  })

  it('are the ones of the official schema, property by property', { skip }, () => {
    const definitions = definitionsOf(schemaPath)
    const concrete = [...CLASSES].filter(([, c]) => !c.abstract).map(([name]) => name)
    const official = Object.keys(definitions).filter(
      (name) => `${name}_props` in definitions && definitions[name] && name !== 'extension_Extension',
    )
    assert.deepEqual(concrete.toSorted(), official.toSorted())
    for (const name of concrete)
      assert.deepEqual(
        [...propertiesOf(name)].map(([p, { many, min }]) => `${p} ${many} ${min}`).toSorted(),
        officialProperties(definitions, `${name}_props`).toSorted(),
        name,
      )
    assert.deepEqual(
      RELATIONSHIP_TYPES.toSorted(),
      definitions['prop_Relationship_relationshipType']?.enum?.toSorted(),
    )
    for (const name of concrete)
      for (const [property, { value }] of propertiesOf(name)) {
        const owner = ownerOf(name, property)
        const ends = property === 'from' || property === 'import' ? `${property}_` : property
        const { enum: terms } = definitions[`prop_${owner}_${ends}`] ?? {}
        assert.deepEqual(value.kind === 'term' ? value.terms.toSorted() : undefined, terms?.toSorted(), ends)
      }
  })
})

interface Definition {
  readonly allOf?: readonly (Definition & { readonly $ref?: string })[]
  readonly properties?: Readonly<Record<string, { oneOf?: readonly { minItems?: number }[] }>>
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
}

function definitionsOf(path: string): Readonly<Record<string, Definition>> {
  const schema = JSON.parse(readFileSync(path, 'utf8')) as { $defs: Record<string, Definition> }
  return schema.$defs
}

function officialProperties(definitions: Readonly<Record<string, Definition>>, name: string): string[] {
  return (definitions[name]?.allOf ?? []).flatMap((part) => {
    if (part.$ref !== undefined) {
      const parent = part.$ref.split('/').at(-1)!
      return parent === 'SHACLClass' ? [] : officialProperties(definitions, parent)
    }
    return Object.entries(part.properties ?? {}).map(([property, { oneOf }]) => {
      const min = oneOf?.[0]?.minItems ?? (part.required?.includes(property) ? 1 : 0)
      return `${property} ${oneOf !== undefined} ${min}`
    })
  })
}

function ownerOf(name: string, property: string): string {
  const { properties, parent } = CLASSES.get(name)!
  return property in properties ? name : ownerOf(parent!, property)
}
