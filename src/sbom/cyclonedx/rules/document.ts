import { asFields, eachIn, fieldIn, textIn, type Fields } from '../json-view.ts'
import { HYPERPARAMETERS } from '../official-properties.ts'
import { error, warning, type SemanticRule } from './rule.ts'

const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

export const serialNumber: SemanticRule = {
  id: 'serial-number',
  check({ root }) {
    const serial = textIn(root, 'serialNumber')
    if (serial === undefined) return [warning('', 'without a serial number no later document can follow it')]
    return UUID.test(serial) ? [] : [warning('/serialNumber', `'${serial}' is no UUID of RFC 9562`)]
  },
}

export const undatedDocument: SemanticRule = {
  id: 'undated-document',
  check: ({ root }) =>
    textIn(metadataOf(root), 'timestamp') === undefined
      ? [warning('/metadata', 'the document does not say when it was made')]
      : [],
}

export const missingSubject: SemanticRule = {
  id: 'missing-subject',
  check: ({ root }) =>
    asFields(fieldIn(metadataOf(root), 'component')) === undefined
      ? [warning('/metadata', 'the document does not say what it describes')]
      : [],
}

export const reversedTimes: SemanticRule = {
  id: 'reversed-times',
  check: ({ root, workflows }) => {
    const made = timeIn(metadataOf(root), 'timestamp')
    return workflows.flatMap(({ path, value }) => {
      const start = timeIn(value, 'timeStart')
      const end = timeIn(value, 'timeEnd')
      if (start !== undefined && end !== undefined && end < start)
        return [warning(`${path}/timeEnd`, 'it ended before it started')]
      return made !== undefined && start !== undefined && start > made
        ? [warning(`${path}/timeStart`, 'it started after the document was made')]
        : []
    })
  },
}

/** A run cannot have used what it only made. */
export const inputIsOutput: SemanticRule = {
  id: 'input-is-output',
  check: ({ workflows }) =>
    workflows.flatMap(({ path, value }) => {
      const made = new Set(eachIn(value, 'outputs').map(resourceOf))
      return eachIn(value, 'inputs').flatMap((input, index) => {
        const ref = resourceOf(input)
        return ref !== undefined && made.has(ref)
          ? [warning(`${path}/inputs/${index}`, `'${ref}' is an output of the same run`)]
          : []
      })
    }),
}

function resourceOf(item: Fields): string | undefined {
  return textIn(asFields(fieldIn(item, 'resource')) ?? {}, 'ref')
}

/** Namespaces of the official taxonomy; names in them are their maintainers' to give. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'ai-ml',
  'cisa',
  'composer',
  'device',
  'esbuild',
  'fda',
  'gomod',
  'k8s',
  'lifecycle',
  'maven',
  'npm',
  'nuget',
  'pipenv',
  'poetry',
  'python',
  'rustc',
])
const AI_ML = new RegExp(
  [
    'model:(?:tokenizer|languages?|modality|template(?::(?:chat|prompt))?)',
    'model:parameter(?::(?:count|tune_methods?))?',
    `model:hyperparameter(?::(?:${HYPERPARAMETERS.join('|')}|_undefined:.+))?`,
    'tokenizer:hyperparameter(?::.+)?',
    'prompt(?::.+)?',
  ]
    .map((name) => `^cdx:ai-ml:${name}$`)
    .join('|'),
)

export const unofficialName: SemanticRule = {
  id: 'unofficial-name',
  check: ({ properties }) =>
    properties.flatMap(({ path, value }) => {
      const name = textIn(value, 'name') ?? ''
      if (!name.startsWith('cdx:') || name === 'cdx:reproducible') return []
      const namespace = name.split(':')[1] ?? ''
      const official = namespace === 'ai-ml' ? AI_ML.test(name) : NAMESPACES.has(namespace)
      return official ? [] : [error(`${path}/name`, `'${name}' is no name of the official taxonomy`)]
    }),
}

function metadataOf(root: Fields): Fields {
  return asFields(fieldIn(root, 'metadata')) ?? {}
}

function timeIn(fields: Fields, name: string): number | undefined {
  const time = Date.parse(textIn(fields, name) ?? '')
  return Number.isNaN(time) ? undefined : time
}
