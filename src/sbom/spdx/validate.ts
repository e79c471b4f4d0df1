import type { Problem } from '../validation/problem.ts'
import { CONTEXT } from './element.ts'
import { isRaw } from './read/values.ts'
import { checkDetails, checkDocuments, checkReferences } from './validate/document-rules.ts'
import { createFindings, quoted, type Findings } from './validate/findings.ts'
import { checkApiModels, checkGitIds, checkHashes, checkIdentities } from './validate/integrity-rules.ts'
import { checkProfiles } from './validate/profile-rules.ts'
import { checkRelationships } from './validate/relationship-rules.ts'
import { checkStructure, TOO_DEEP } from './validate/structure.ts'
import { viewOf } from './validate/view.ts'

/** What is wrong with a document of SPDX 3.0.1: by this product's own rules, and by a JSON schema where there is one. */
export async function validateSpdx(document: unknown, schema?: object): Promise<Problem[]> {
  const problems = checkSpdx(document)
  // A schema is walked by recursion: what lies too deep for the rules could exhaust the stack there.
  if (!schema || problems.some((p) => p.message === TOO_DEEP)) return problems
  const { schemaProblems } = await import('./validate/schema.ts')
  return [...problems, ...schemaProblems(document, schema)]
}

/** The rules that need no schema. */
export function checkSpdx(document: unknown): Problem[] {
  const findings = createFindings()
  const roots = rootsOf(document, findings)
  if (!roots) return findings.problems
  const structure = checkStructure(roots.objects, roots.base, findings)
  const view = viewOf(structure)
  for (const check of [
    checkReferences,
    checkDocuments,
    checkRelationships,
    checkHashes,
    checkGitIds,
    checkApiModels,
    checkIdentities,
    checkDetails,
    checkProfiles,
  ])
    check(view, findings)
  return findings.problems
}

interface Roots {
  readonly objects: readonly unknown[]
  readonly base: string
}

function rootsOf(document: unknown, findings: Findings): Roots | undefined {
  if (!isRaw(document)) {
    findings.error('document', '', 'is no JSON object')
    return undefined
  }
  const { '@context': context, ...rest } = document
  if (context !== CONTEXT)
    findings.error('document', '/@context', `${quoted(context)} is not the context of SPDX 3.0.1`)
  if (!Object.hasOwn(document, '@graph')) return { objects: [rest], base: '' }
  const graph = document['@graph']
  for (const key of Object.keys(rest))
    if (key !== '@graph') findings.error('document', '', `has ${quoted(key)} beside its graph`)
  if (Array.isArray(graph)) return { objects: graph, base: '/@graph' }
  findings.error('document', '/@graph', 'is no list')
  return undefined
}
