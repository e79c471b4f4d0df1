import type { Problem } from '../../validation/problem.ts'
import type { DocumentView } from './view.ts'

/** Something that the text of the specification or good sense asks for and the schema cannot. */
export interface SemanticRule {
  readonly id: string
  readonly check: (view: DocumentView) => readonly Omit<Problem, 'rule'>[]
}

export function error(path: string, message: string): Omit<Problem, 'rule'> {
  return { severity: 'error', path, message }
}

export function warning(path: string, message: string): Omit<Problem, 'rule'> {
  return { severity: 'warning', path, message }
}
