import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { Problem } from './problem.ts'

const MAX_PROBLEMS = 200
/** Keywords that fail because of others below them, which say more. */
const WRAPPERS: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not'])

/** Names of schemas as others refer to them, with the schemas. */
export type Schemas = Readonly<Record<string, object>>

/** Compiles a schema of draft 7 with those that it refers to. */
export function compileSchema(schema: object, others: Schemas): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, code: { optimize: false } })
  ajv.addFormat('date-time', fullFormats['date-time'])
  ajv.addFormat('date', fullFormats.date)
  ajv.addFormat('uri', fullFormats.uri)
  ajv.addFormat('iri-reference', isIriReference)
  ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
  // The one that comes with it compares each pair: a list of 50,000 would take minutes.
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    validate: (on: boolean, list: readonly unknown[]) =>
      !on || new Set(list.map(canonical)).size === list.length,
    error: { message: 'must not have the same item twice' },
  })
  for (const [name, other] of Object.entries(others)) ajv.addSchema(other, name)
  return ajv.compile(schema)
}

export function schemaProblems(validate: ValidateFunction, document: unknown): Problem[] {
  if (validate(document)) return []
  const errors = validate.errors ?? []
  const telling = errors.filter((e) => !WRAPPERS.has(e.keyword))
  const shown = telling.length > 0 ? telling : errors
  const problems = shown.map((e): Problem => ({
    rule: 'schema',
    severity: 'error',
    path: e.instancePath,
    message: messageOf(e),
  }))
  return [...new Map(problems.map((p) => [`${p.path}\n${p.message}`, p])).values()].slice(0, MAX_PROBLEMS)
}

function messageOf({ keyword, message = 'is not valid', params }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `${message}: '${String(params['additionalProperty'])}'`
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    const allowed = params['allowedValues'].map(String)
    return allowed.length > 20 ? message : `${message}: ${allowed.join(', ')}`
  }
  return message
}

function isIriReference(text: string): boolean {
  return (
    !/[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})/.test(text) && !/^[^/?#:]*[^A-Za-z0-9+.:/?#-][^/?#:]*:/.test(text)
  )
}

/** Equal for values that are equal whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
