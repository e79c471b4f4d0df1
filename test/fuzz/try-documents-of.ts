import type { SightedAt } from '../../src/inventory/identify.ts'
import { inventoryOf } from '../../src/inventory/inventory-of.ts'
import type { Inspection } from '../../src/scan/inspect.ts'
import { bomWriters } from '../../src/sbom/forms.ts'
import { firstBom } from '../../src/sbom/make.ts'
import { validateCycloneDx } from '../../src/sbom/cyclonedx/validate.ts'
import { validateSpdx } from '../../src/sbom/spdx/validate.ts'
import { EMPTY_TREE } from '../../src/sources/tree.ts'

/** More than anyone lists in one file would only take time. */
const MAX_SIGHTINGS = 300

/** What was seen in one file as bills of materials: whatever it names, they are valid. */
export async function tryDocumentsOf({
  artifacts,
  gaps,
  records,
  sightings,
}: Inspection): Promise<string | undefined> {
  const seen: readonly SightedAt[] = sightings.slice(0, MAX_SIGHTINGS)
  const inventory = inventoryOf({
    rootName: 'tree',
    tree: EMPTY_TREE,
    checks: [],
    artifacts,
    records,
    sightings: seen,
    gaps: gaps.slice(0, MAX_SIGHTINGS),
    git: {},
  })
  const bom = firstBom(inventory, { now: new Date(0), tool: { name: 'assay', version: '0' } })
  for (const form of ['cyclonedx', 'cyclonedx-1.6', 'spdx'] as const) {
    const document: unknown = JSON.parse((await bomWriters[form]())(bom))
    const problems = form === 'spdx' ? await validateSpdx(document) : validateCycloneDx(document)
    const error = problems.find((p) => p.severity === 'error')
    if (error) return `is written as no valid ${form}: ${error.path}: ${error.message} (${error.rule})`
  }
  return undefined
}
