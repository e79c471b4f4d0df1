import { eachIn, fieldIn, asFields, textIn, type Fields } from '../../cyclonedx/json-view.ts'
import type { BomView } from '../bom-view.ts'
import { listSaid, pathSaid, referenceSaid, saidIn, tells } from '../said.ts'
import type { DocumentElement } from './element.ts'

const SOFTWARE = ['framework', 'library', 'platform', 'container', 'operating-system', 'firmware']
const HARDWARE = ['device', 'device-driver']

export const INFRASTRUCTURE: readonly DocumentElement[] = [
  { name: 'software', find: (view) => ofType(view, SOFTWARE) },
  { name: 'hardware', find: hardware },
]

/** Types of external references say what stands behind them; the document is not fetched. */
export const SECURITY: readonly DocumentElement[] = [
  {
    name: 'controls',
    find: (view) =>
      declared(view, 'claims') ??
      anywhere(
        view,
        'threat-model',
        'adversary-model',
        'risk-assessment',
        'pentest-report',
        'static-analysis-report',
        'dynamic-analysis-report',
        'runtime-analysis-report',
      ) ??
      property(view, 'security-control', 'security-controls', 'safety-risk-assessment'),
  },
  {
    name: 'compliance',
    find: (view) =>
      declared(view, 'attestations') ??
      pathIn(view, 'definitions.standards') ??
      anywhere(view, 'certification-report', 'attestation', 'maturity-report') ??
      property(view, 'standard-compliance', 'compliance'),
  },
  {
    name: 'policy-information',
    find: (view) => anywhere(view, 'security-contact', 'rfc-9116') ?? property(view, 'security-policy'),
  },
  {
    name: 'vulnerability-referencing',
    find: (view) =>
      (listSaid(view.root, 'vulnerabilities') ? 'vulnerabilities[]' : undefined) ??
      anywhere(view, 'advisories', 'vulnerability-assertion', 'exploitability-statement'),
  },
]

const ABOUT_SECURITY = /security|robust|adversarial|attack|jailbreak|injection|toxic|refus/i

export const PERFORMANCE: readonly DocumentElement[] = [
  {
    name: 'security-metrics',
    find: (view) =>
      metric(view, (type) => ABOUT_SECURITY.test(type)) ??
      property(view, 'security-metric', 'security-metrics', 'security-metric:*'),
  },
  {
    name: 'operational-performance',
    find: (view) =>
      metric(view, (type) => !ABOUT_SECURITY.test(type)) ??
      anywhere(view, 'quality-metrics') ??
      property(view, 'metric', 'metric:*', 'performance-metric'),
  },
]

function ofType({ components }: BomView, types: readonly string[]): string | undefined {
  const count = components.filter((c) => types.includes(textIn(c, 'type') ?? '')).length
  return count > 0 ? `components[] (${count})` : undefined
}

function hardware(view: BomView): string | undefined {
  const devices = ofType(view, HARDWARE)
  if (devices) return devices
  const run = view.workflows.map((w) => saidIn(w, 'hardware')).find((p) => p !== undefined)
  return run ? `formulation[].workflows[].${run}` : property(view, 'hardware', 'hbom-url')
}

function declared({ root }: BomView, list: string): string | undefined {
  const declarations = asFields(fieldIn(root, 'declarations')) ?? {}
  return listSaid(declarations, list) ? `declarations.${list}[]` : undefined
}

function pathIn({ root }: BomView, path: string): string | undefined {
  return pathSaid(root, path)
}

/** In the document, its system, its models and their datasets; packages have references of their own. */
function placesOf({ root, metadata, system, models, datasets }: BomView): [string, Fields][] {
  return [
    ['', root],
    ['metadata.', metadata],
    ['metadata.component.', system],
    ...[...models, ...datasets].map(({ fields }): [string, Fields] => ['components[].', fields]),
  ]
}

function anywhere(view: BomView, ...types: readonly string[]): string | undefined {
  return firstOf(view, (fields) => referenceSaid(fields, ...types))
}

function property(view: BomView, ...names: readonly string[]): string | undefined {
  return firstOf(view, (fields) => saidIn(fields, ...names))
}

function firstOf(view: BomView, find: (fields: Fields) => string | undefined): string | undefined {
  for (const [before, fields] of placesOf(view)) {
    const place = find(fields)
    if (place) return `${before}${place}`
  }
  return undefined
}

function metric({ models }: BomView, wanted: (type: string) => boolean): string | undefined {
  const path = 'modelCard.quantitativeAnalysis.performanceMetrics[]'
  const has = models.some(({ fields }) => {
    const card = asFields(fieldIn(fields, 'modelCard')) ?? {}
    const analysis = asFields(fieldIn(card, 'quantitativeAnalysis')) ?? {}
    return eachIn(analysis, 'performanceMetrics').some((m) => {
      const type = textIn(m, 'type') ?? ''
      return tells(type) && wanted(type)
    })
  })
  return has ? `components[].${path}` : undefined
}
