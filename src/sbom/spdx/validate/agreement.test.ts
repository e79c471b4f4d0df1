import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import type { Property } from '../vocabulary/class-table.ts'
import { CLASSES, isA, isElementClass, propertiesOf } from '../vocabulary/classes.ts'
import { checkSpdx } from '../validate.ts'
import { schemaProblems } from './schema.ts'

const schemaPath = join(import.meta.dirname, '../../../../../shared/schemas/spdx-3.0.1.schema.json')
const skip = existsSync(schemaPath) ? false : 'the official SPDX 3.0.1 schema is not beside the repository'

const STRUCTURAL: ReadonlySet<string> = new Set(
  ['document', 'class', 'property', 'value', 'id', 'reference'].map((rule) => `spdx-${rule}`),
)
/** What no schema can see: what lies elsewhere in the document. */
const BEYOND = /neither here|^names a|has the id of|ends before|is a second/

const CONCRETE = [...CLASSES].filter(([, c]) => !c.abstract).map(([name]) => name)
const ODD: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    1,
    -1,
    0.5,
    true,
    [],
    {},
    { type: 'Hash' },
    { type: 'a:b' },
    { type: 'bogus' },
  ),
  fc.constantFrom('x', 'a:b', '_:b', '', '2026-01-01T00:00:00Z', '1.2', '1.5', 'a/b/c', 'NoneElement'),
  fc.constantFrom('expandedlicensing_NoneLicense', 'SpdxOrganization', 'NoAssertionElement'),
)

describe('the rules for the structure of SPDX', () => {
  it('judge objects of all classes as the official schema does', { skip }, () => {
    const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as object
    let refused = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...CONCRETE).chain((name) => objectOf(name, 0)),
        (object) => {
          const document = {
            '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
            '@graph': [object],
          }
          const invalid = schemaProblems(document, schema).length > 0
          const wrong = checkSpdx(document).filter(
            (p) => p.severity === 'error' && STRUCTURAL.has(p.rule) && !BEYOND.test(p.message),
          )
          if (invalid) refused++
          assert.equal(wrong.length > 0, invalid, JSON.stringify(wrong))
        },
      ),
      { numRuns: 2000 },
    )
    assert.ok(refused > 200 && refused < 1900, `${refused} of 2000 were invalid`)
  })
})

/** An object of the class, mostly as it should be. */
function objectOf(name: string, depth: number): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = { type: fc.constant(name) }
  const id = isElementClass(name) ? 'spdxId' : '@id'
  fields[id] = fc.nat().map((n) => (id === 'spdxId' ? `urn:x:${n}` : `_:n${n}`))
  const wanted = [...propertiesOf(name)].filter(([, { min }]) => min > 0 || depth < 2)
  for (const [key, property] of wanted) fields[key] = rarely(ODD, valueOf(property, depth), 40)
  const must = ['type', ...(id === 'spdxId' ? [id] : [])]
  const required = wanted.filter(([, { min }]) => min > 0).map(([key]) => key)
  const whole = fc.record(fields, { requiredKeys: [...must, ...required] })
  const partial = fc.record(fields, { requiredKeys: must })
  return rarely(
    partial.map((object) => ({ ...object, name: 'x' })),
    whole,
    12,
  )
}

function valueOf(property: Property, depth: number): fc.Arbitrary<unknown> {
  const one = oneOf(property, depth)
  if (!property.many) return one
  return fc.array(one, { minLength: Math.max(1, property.min), maxLength: Math.max(2, property.min) })
}

function oneOf({ value }: Property, depth: number): fc.Arbitrary<unknown> {
  switch (value.kind) {
    case 'text':
      return fc.constant('text')
    case 'uri':
      return fc.constant('https://x.example/')
    case 'instant':
      return fc.constant('2026-01-31T00:00:00Z')
    case 'semantic-version':
      return fc.constantFrom('3.0.1', '1.0.0-rc.1+b')
    case 'media-type':
      return fc.constant('a/b')
    case 'boolean':
      return fc.boolean()
    case 'count':
      return fc.nat()
    case 'positive':
      return fc.integer({ min: 1, max: 9 })
    case 'decimal':
      return fc.constantFrom<unknown>(1.5, '1.5', '-2', '1.')
    case 'extension':
      return fc.constantFrom<unknown>({ type: 'https://x.example/E', a: 1 }, 'a:b')
    case 'term':
      return fc.constantFrom(...value.terms)
    case 'object': {
      const reference = fc.constantFrom('urn:x:other', '_:b')
      if (depth > 1) return reference
      const fitting = CONCRETE.filter((name) => isA(name, value.class))
      const nested = fc.constantFrom(...fitting).chain((name) => objectOf(name, depth + 1))
      return fc.oneof({ weight: 3, arbitrary: reference }, { weight: 1, arbitrary: nested })
    }
    default:
      return value satisfies never
  }
}

function rarely<T>(rare: fc.Arbitrary<T>, usual: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: 1, arbitrary: rare }, { weight, arbitrary: usual })
}
