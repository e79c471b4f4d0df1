import { integer, isRaw, list, objects, text, typeOf, type Raw } from '../read/values.ts'
import { isA } from '../vocabulary/classes.ts'
import { below, quoted, type Findings } from './findings.ts'
import type { Placed } from './structure.ts'
import { namedIn, type View } from './view.ts'

/** Licences and terms of the standard have addresses that no document defines. */
const DEFINED_BY_SPDX = /^https?:\/\/spdx\.org\/(?:licenses|rdf)\//

export function checkReferences(view: View, findings: Findings): void {
  const seen = new Map<string, string>()
  for (const { id, path } of view.structure.objects) {
    const other = id === undefined ? undefined : seen.get(id)
    if (other !== undefined) findings.error('id', path, `has the id of ${other}`)
    else if (id !== undefined) seen.set(id, path)
  }
  // A prefix that the document maps to a namespace stands for elements of other documents.
  const prefixes = new Set(view.ofType('NamespaceMap').map(({ raw }) => text(raw, 'prefix')))
  for (const { id, class: wanted, path } of view.structure.references) {
    const found = view.classOf(id)
    if (found !== undefined) {
      if (!isA(found, wanted)) findings.error('reference', path, `names a ${found}, not a ${wanted}`)
    } else if (
      !view.imported.has(id) &&
      !DEFINED_BY_SPDX.test(id) &&
      !prefixes.has(id.slice(0, id.indexOf(':')))
    )
      findings.error('reference', path, `${quoted(id)} is neither here nor imported`)
  }
}

export function checkDocuments(view: View, findings: Findings): void {
  const documents = view.ofType('SpdxDocument')
  if (documents.length === 0) findings.warning('document', '', 'has no SpdxDocument')
  for (const { path } of documents.slice(1)) findings.error('document', path, 'is a second SpdxDocument')
  for (const { raw, path } of view.ofType('CreationInfo'))
    if (!(text(raw, 'specVersion') ?? '').startsWith('3.0.'))
      findings.error('creation-info', below(path, 'specVersion'), 'is no version of SPDX 3.0')
  for (const collection of view.elements.filter((e) => isA(e.type, 'ElementCollection')))
    checkCollection(view, collection, findings)
}

function checkCollection(view: View, collection: Placed, findings: Findings): void {
  const { path } = collection
  const roots = namedIn(collection, 'rootElement')
  if (roots.length === 0) {
    if (list(collection.raw, 'element').length > 0)
      findings.error('collection', path, 'holds elements but no rootElement')
    else findings.warning('collection', path, 'has no rootElement')
  }
  for (const key of ['rootElement', 'element'])
    for (const [i, id] of namedIn(collection, key).entries())
      if (view.byId.get(id)?.type === 'SpdxDocument')
        findings.error('collection', below(below(path, key), i), 'is an SpdxDocument')
}

/** What no class says: keys once, ranges forwards, times in order. */
export function checkDetails(view: View, findings: Findings): void {
  for (const { raw, path } of view.structure.objects)
    for (const key of DICTIONARIES)
      if (Object.hasOwn(raw, key)) checkDictionary(raw, key, below(path, key), findings)
  for (const { raw, path } of view.ofType('PositiveIntegerRange'))
    if ((integer(raw, 'beginIntegerRange') ?? 0) > (integer(raw, 'endIntegerRange') ?? Infinity))
      findings.error('value', path, 'ends before it begins')
  for (const [type, start, end] of TIMES)
    for (const { raw, path } of view.ofType(type)) {
      const [from, to] = [text(raw, start), text(raw, end)]
      if (from !== undefined && to !== undefined && from > to)
        findings.warning('time', path, `${end} is before ${start}`)
    }
}

const DICTIONARIES = [
  'ai_hyperparameter',
  'ai_metric',
  'ai_metricDecisionThreshold',
  'build_environment',
  'build_parameter',
  'dataset_sensor',
  'simplelicensing_customIdToUri',
]
const TIMES = [
  ['build_Build', 'build_buildStartTime', 'build_buildEndTime'],
  ['Relationship', 'startTime', 'endTime'],
  ['LifecycleScopedRelationship', 'startTime', 'endTime'],
] as const

function checkDictionary(raw: Raw, key: string, path: string, findings: Findings): void {
  const keys = objects(raw, key)
    .filter((entry) => typeOf(entry) === 'DictionaryEntry' && isRaw(entry))
    .map((entry) => text(entry, 'key'))
  const seen = new Set<string | undefined>()
  const twice = keys.find((name) => seen.size === seen.add(name).size)
  if (twice !== undefined) findings.error('dictionary', path, `has the key ${quoted(twice)} twice`)
}
