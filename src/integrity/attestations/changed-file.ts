import type { Refusal } from '../refusal.ts'
import type { SubjectMatch } from './subjects.ts'

/** Named by a subject that has other bytes; what the statement says of the other files stands. */
export function changedFile({ file, expected, found, subject }: SubjectMatch, source: string): Refusal {
  return {
    code: 'subject-mismatch',
    path: file.path,
    message: `is not what ${source} attests as ${subject.name}`,
    expected,
    found,
  }
}
