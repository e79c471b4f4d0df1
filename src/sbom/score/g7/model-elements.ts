import { fieldIn } from '../../cyclonedx/json-view.ts'
import {
  hasEntries,
  isBehindApi,
  runsThatMade,
  weightHashes,
  type BomView,
  type Subject,
} from '../bom-view.ts'
import { fieldSaid, identifierSaid, licenceSaid, pathSaid, producerSaid, saidIn } from '../said.ts'
import type { SubjectElement } from './element.ts'

const CARD = 'modelCard.modelParameters'
/** Approved by NIST: SHA-2 and SHA-3 from 256 bits. */
const APPROVED = /^SHA-?(?:3-?)?(?:256|384|512)$/i

/** About each model. Those behind an interface have no weights that could be hashed. */
export const MODELS: readonly SubjectElement[] = [
  { name: 'name', required: true, find: ({ fields }) => fieldSaid(fields, 'name') },
  {
    name: 'identifier',
    required: true,
    find: ({ fields }) => identifierSaid(fields) ?? saidIn(fields, 'model-id'),
  },
  { name: 'version', required: true, find: ({ fields }) => fieldSaid(fields, 'version') },
  { name: 'timestamp', find: timestamp },
  { name: 'producer', find: ({ fields }) => producerSaid(fields) },
  { name: 'description', find: description },
  {
    name: 'hash-value',
    required: true,
    appliesTo: (s) => !isBehindApi(s) || weightHashes(s).length > 0,
    find: (s) => weightHashes(s)[0]?.place,
  },
  {
    name: 'hash-algorithm',
    required: true,
    appliesTo: (s) => !isBehindApi(s) || weightHashes(s).length > 0,
    find: hashAlgorithm,
  },
  { name: 'properties', find: properties },
  { name: 'input-output-properties', find: inputsAndOutputs },
  { name: 'training-properties', find: training },
  { name: 'licence', find: ({ fields }) => licenceSaid(fields) },
  { name: 'external-references', find: references },
]

function timestamp(model: Subject, view: BomView): string | undefined {
  const { fields } = model
  const place =
    pathSaid(fields, 'releaseNotes.timestamp') ??
    saidIn(fields, 'timestamp', 'released-at', 'release-date', 'release-time', 'created-at', 'last-modified')
  if (place) return place
  const ended = runsThatMade(model, view).some((w) => fieldSaid(w, 'timeEnd'))
  return ended ? 'formulation[].workflows[].timeEnd' : undefined
}

/** What it can do, in words or as a task, and what it cannot. Where it comes from alone describes nothing. */
function description({ fields }: Subject): string | undefined {
  const considered = 'modelCard.considerations'
  const paths = [
    'description',
    `${considered}.useCases`,
    `${considered}.technicalLimitations`,
    `${CARD}.task`,
  ]
  return places([
    ...paths.map((p) => pathSaid(fields, p)),
    saidIn(fields, 'task', 'intended-use', 'limitation', 'information-about-application'),
  ])
}

/** One weak algorithm beside an approved one takes nothing away. */
function hashAlgorithm(model: Subject): string | undefined {
  const approved = weightHashes(model).find((h) => APPROVED.test(h.algorithm))
  return approved && `${approved.place} (${approved.algorithm})`
}

function properties({ fields }: Subject): string | undefined {
  return places([
    pathSaid(fields, `${CARD}.architectureFamily`) ?? saidIn(fields, 'family'),
    pathSaid(fields, `${CARD}.modelArchitecture`) ?? saidIn(fields, 'architecture', 'type-of-model'),
    saidIn(fields, 'parameters', 'parameter:count', 'parameter-count'),
    saidIn(fields, 'hyperparameter', 'hyperparameter:*'),
  ])
}

function inputsAndOutputs({ fields }: Subject): string | undefined {
  if (pathSaid(fields, `${CARD}.inputs`) && pathSaid(fields, `${CARD}.outputs`))
    return `${CARD}.inputs and .outputs`
  return saidIn(fields, 'input-modalities', 'input-output-properties')
}

function training(model: Subject, view: BomView): string | undefined {
  const { fields } = model
  return places([
    pathSaid(fields, `${CARD}.approach`),
    hasDatasets(fields) ? `${CARD}.datasets` : undefined,
    saidIn(
      fields,
      'tuning-method',
      'parameter:tune-method',
      'learning-type',
      'information-about-training',
      'model-data-preprocessing',
      'training:*',
    ),
    runsThatMade(model, view).length > 0 ? 'formulation[].workflows[]' : undefined,
  ])
}

function hasDatasets(fields: Subject['fields']): boolean {
  return pathSaid(fields, `${CARD}.datasets`) !== undefined
}

function references({ fields }: Subject): string | undefined {
  return hasEntries(fields, 'externalReferences') && Array.isArray(fieldIn(fields, 'externalReferences'))
    ? pathSaid(fields, 'externalReferences[].url')
    : undefined
}

function places(found: readonly (string | undefined)[]): string | undefined {
  const said = found.filter((p) => p !== undefined)
  return said.length > 0 ? said.join(' + ') : undefined
}
