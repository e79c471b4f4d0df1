import type { Severity } from '../model/severity.ts'
import { cvss3Score } from './cvss3.ts'
import { cvss4Score } from './cvss4.ts'
import { listIn, textIn, valueIn, type JsonRecord } from './json-value.ts'

const LABELS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
}
const MAX_VECTOR = 300
const MAX_RATINGS = 100

/** How bad the record says it is: by its newest CVSS, else in the words of its database. Undefined when it does not. */
export function ratingOf(record: JsonRecord): Severity | undefined {
  const stated = [
    ...listIn(record, 'severity'),
    ...listIn(record, 'affected')
      .slice(0, MAX_RATINGS)
      .flatMap((entry) => listIn(entry, 'severity')),
  ]
  const scores = stated.slice(0, MAX_RATINGS).flatMap((rating) => {
    const found = scoreOf(textIn(rating, 'score') ?? '')
    return found ? [found] : []
  })
  const newest = Math.max(...scores.map(({ version }) => version))
  const best = scores.filter(({ version }) => version === newest).map(({ score }) => score)
  if (best.length > 0) return severityOfScore(Math.max(...best))
  const label = textIn(valueIn(record, 'database_specific'), 'severity')?.toLowerCase()
  return label !== undefined && Object.hasOwn(LABELS, label) ? LABELS[label] : undefined
}

function scoreOf(vector: string): { readonly version: number; readonly score: number } | undefined {
  if (vector.length > MAX_VECTOR) return undefined
  const [head = '', ...parts] = vector.split('/')
  const metrics = new Map(
    parts.flatMap((part) => {
      const [name, value] = part.split(':')
      return name && value ? [[name, value] as const] : []
    }),
  )
  const version = head === 'CVSS:4.0' ? 4 : head === 'CVSS:3.1' || head === 'CVSS:3.0' ? 3 : undefined
  if (version === undefined) return undefined
  const score = version === 4 ? cvss4Score(metrics) : cvss3Score(metrics)
  return score === undefined ? undefined : { version, score }
}

function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 ? 'low' : 'info'
}
