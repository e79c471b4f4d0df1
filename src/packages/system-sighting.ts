import type { Attribute } from '../model/attribute.ts'
import { lineRange } from '../model/location.ts'
import type { Sighting } from '../model/sighting.ts'
import type { PackageProject } from './package-set.ts'

/** Longer values are texts, which name nothing. */
const MAX_VALUE = 2000
const MAX_STATEMENTS = 200

/** What the manifest of a project says of the project itself. */
export function systemSighting(
  { name, version, line, stated = [] }: Omit<PackageProject, 'dependencies'>,
  title: string,
  path: string,
): Sighting {
  return {
    subject: { by: 'system', name, ...(version && { version }) },
    evidence: { at: { path, range: lineRange(line) }, says: `is named in ${title}` },
    attributes: stated.slice(0, MAX_STATEMENTS).map((statement): Attribute => ({
      name: statement.name,
      value: statement.value.slice(0, MAX_VALUE),
      status: 'declared',
      evidence: {
        at: { path, range: lineRange(statement.line ?? line) },
        says: `is stated of the project in ${title}`,
      },
    })),
    relations: [],
    distributions: [],
  }
}
