import { asFields, eachIn, fieldIn, listIn, propertiesIn, textIn, type Fields } from '../json-view.ts'
import { valuesOf } from '../../properties.ts'
import { spdxExpression } from '../spdx-licenses.ts'
import { error, warning, type SemanticRule } from './rule.ts'

export const modelCardOnWrongType: SemanticRule = {
  id: 'model-card-on-wrong-type',
  check: ({ components }) =>
    components
      .filter(({ value }) => has(value, 'modelCard') && textIn(value, 'type') !== 'machine-learning-model')
      .map(({ path }) => error(`${path}/modelCard`, 'only a machine-learning-model may have a model card')),
}

export const dataOnWrongType: SemanticRule = {
  id: 'data-on-wrong-type',
  check: ({ components }) =>
    components
      .filter(({ value }) => has(value, 'data') && textIn(value, 'type') !== 'data')
      .map(({ path }) => error(`${path}/data`, 'only a component of type data may have data')),
}

/** Bytes that one never had cannot have been hashed. */
export const hashOfExternalModel: SemanticRule = {
  id: 'hash-of-external-model',
  check: ({ components }) =>
    components
      .filter(({ value }) => isExternalModel(value))
      .flatMap(({ path, value }) => [
        ...(listIn(value, 'hashes').length > 0
          ? [error(`${path}/hashes`, 'the model is reached over an interface: nobody here has its bytes')]
          : []),
        ...(eachIn(value, 'components').some((c) => listIn(c, 'hashes').length > 0)
          ? [error(`${path}/components`, 'the model is reached over an interface: it has no files here')]
          : []),
      ]),
}

export const externalSubject: SemanticRule = {
  id: 'external-subject',
  check: ({ components }) =>
    components
      .filter(({ role, value }) => role === 'subject' && fieldIn(value, 'isExternal') === true)
      .map(({ path }) => error(`${path}/isExternal`, 'what the document describes cannot be external to it')),
}

export const namelessComponent: SemanticRule = {
  id: 'nameless-component',
  check: ({ components }) =>
    components
      .filter(({ value }) => textIn(value, 'name')?.trim() === '')
      .map(({ path }) => warning(`${path}/name`, 'the name is empty')),
}

/** What moves is no version: tomorrow it names something else. */
export const movingVersion: SemanticRule = {
  id: 'moving-version',
  check: ({ components }) =>
    components.flatMap(({ path, value }) => {
      const version = textIn(value, 'version')?.trim() ?? ''
      if (MOVING.test(version)) return [warning(`${path}/version`, `'${version}' names no fixed version`)]
      return RANGE.test(version) ? [warning(`${path}/version`, `'${version}' is a range, no version`)] : []
    }),
}

const MOVING =
  /^(?:latest|main|master|head|trunk|stable|nightly|edge|dev|develop|current|any|unknown|noassertion)$/i
const RANGE = /^(?:[<>^~*]|[=!~]=)|^vers:|\|\||[<>]=|\.\*$/

export const duplicateComponent: SemanticRule = {
  id: 'duplicate-component',
  check({ components }) {
    const seen = new Map<string, string>()
    return components
      .filter(({ role }) => role === 'inventory')
      .flatMap(({ path, value }) => {
        const purl = textIn(value, 'purl')
        if (purl === undefined) return []
        const before = seen.get(purl)
        seen.set(purl, before ?? path)
        return before === undefined ? [] : [warning(path, `'${purl}' stands at ${before} as well`)]
      })
  },
}

export const invalidLicense: SemanticRule = {
  id: 'invalid-license',
  check: ({ components, services }) =>
    [...components, ...services].flatMap(({ path, value }) =>
      eachIn(value, 'licenses').flatMap((choice, index) => {
        const expression = textIn(choice, 'expression')
        return expression === undefined || spdxExpression(expression) !== undefined
          ? []
          : [error(`${path}/licenses/${index}/expression`, `'${expression}' is no SPDX licence expression`)]
      }),
    ),
}

function isExternalModel(component: Fields): boolean {
  if (textIn(component, 'type') !== 'machine-learning-model') return false
  // 1.6 has no field for it.
  return (
    fieldIn(component, 'isExternal') === true ||
    valuesOf(propertiesIn(component), 'external').includes('true')
  )
}

function has(fields: Fields, name: string): boolean {
  const value = fieldIn(fields, name)
  return asFields(value) !== undefined || Array.isArray(value)
}
