import type { Problem } from '../../validation/problem.ts'

/** Rules of this product for documents of SPDX, by what they hold documents to. */
export const SPDX_RULES = {
  document: 'A document is a graph with the context of SPDX 3.0.1 and one SpdxDocument',
  class: 'Objects have a class that exists and can have instances',
  property: 'Properties belong to the class, are there when they must be, and as often as they may',
  value: 'Values have the form that their property asks for',
  id: 'Elements have a URI of their own',
  reference: 'What is referred to exists, and is of the class that is asked for',
  'creation-info': 'Elements say who made them, when, and after which version of SPDX',
  collection: 'Collections say where to start, and hold no documents',
  relationship: 'Relationships lead between the classes that their type is for',
  hash: 'Hashes are as long as their algorithm makes them',
  'git-id': 'Ids of git are no hashes of content',
  'api-model': 'A model that is called over a network has no bytes here, so no hashes',
  profile: 'A profile is claimed only when every element meets what it asks for',
  identity: 'Package URLs are well formed and name the version of the package',
  license: 'Licence expressions are made of identifiers of the SPDX list',
  dictionary: 'Dictionaries have each key once',
  time: 'Times exist and follow one another',
} as const
export type SpdxRule = keyof typeof SPDX_RULES

export interface Findings {
  readonly problems: Problem[]
  error(rule: SpdxRule, path: string, message: string): void
  warning(rule: SpdxRule, path: string, message: string): void
}

/** Past it a document is wrong enough. */
const MAX_PROBLEMS = 1000

export function createFindings(): Findings {
  const problems: Problem[] = []
  const add = (severity: Problem['severity'], rule: SpdxRule, path: string, message: string): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ rule: `spdx-${rule}`, severity, path, message })
  }
  return {
    problems,
    error: (rule, path, message) => add('error', rule, path, message),
    warning: (rule, path, message) => add('warning', rule, path, message),
  }
}

/** A JSON pointer one step deeper. */
export function below(path: string, step: string | number): string {
  return `${path}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** Untrusted text of a document in a message. */
export function quoted(value: unknown): string {
  const json = typeof value === 'string' ? JSON.stringify(value.slice(0, 120)) : typeof value
  return json.length > 160 ? `${json.slice(0, 160)}…` : json
}
