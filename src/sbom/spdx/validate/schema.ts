import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Problem } from '../../validation/problem.ts'
import { isRaw } from '../read/values.ts'

interface Compiled {
  readonly document: ValidateFunction
  /** For one class: the whole schema tries every class there is and complains of all of them. */
  ofClass(name: string): ValidateFunction | undefined
}

/** Compiling takes longer than all that follows. */
const COMPILED = new WeakMap<object, Compiled>()
const KEY = 'urn:assay:spdx-schema'
const MAX_PROBLEMS = 100

/** Throws when the schema is none. */
export function schemaProblems(document: unknown, schema: object): Problem[] {
  const compiled = COMPILED.get(schema) ?? compile(schema)
  COMPILED.set(schema, compiled)
  if (compiled.document(document)) return []
  const precise = elementProblems(document, compiled)
  return precise.length > 0 ? precise : problemsOf(compiled.document.errors, '').slice(0, 1)
}

function compile(schema: object): Compiled {
  const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false })
  ajv.addSchema(schema, KEY)
  const classes = new Map<string, ValidateFunction | undefined>()
  const definitions = '$defs' in schema && isRaw(schema.$defs) ? schema.$defs : {}
  return {
    document: ajv.compile({ $ref: `${KEY}#` }),
    ofClass(name) {
      if (!classes.has(name))
        classes.set(
          name,
          Object.hasOwn(definitions, name)
            ? ajv.compile({ $ref: `${KEY}#/$defs/${name}`, unevaluatedProperties: false })
            : undefined,
        )
      return classes.get(name)
    },
  }
}

function elementProblems(document: unknown, compiled: Compiled): Problem[] {
  const graph = isRaw(document) && Array.isArray(document['@graph']) ? document['@graph'] : []
  const problems: Problem[] = []
  for (const [i, element] of graph.entries()) {
    const path = `/@graph/${i}`
    const type: unknown = isRaw(element) ? element['type'] : undefined
    const validate = typeof type === 'string' ? compiled.ofClass(type) : undefined
    if (!validate) problems.push(problem(path, 'is of no class of the schema'))
    else if (!validate(element)) problems.push(...problemsOf(validate.errors, path).slice(0, 3))
    if (problems.length >= MAX_PROBLEMS) break
  }
  return problems
}

/** The deepest complaint of a list of alternatives is the one about the alternative that was meant. */
function problemsOf(errors: readonly ErrorObject[] | null | undefined, base: string): Problem[] {
  return (errors ?? [])
    .toSorted((a, b) => b.instancePath.length - a.instancePath.length)
    .map(({ instancePath, message, params }) => {
      const named =
        'unevaluatedProperty' in params ? ` (${JSON.stringify(params['unevaluatedProperty'])})` : ''
      return problem(`${base}${instancePath}`, `${message ?? 'is wrong'}${named}`)
    })
}

function problem(path: string, message: string): Problem {
  return { rule: 'schema', severity: 'error', path, message }
}
