import { eachIn, textIn, textsIn, type Fields } from '../../cyclonedx/json-view.ts'
import { fieldSaid } from '../said.ts'

/**
 * What an SPDX document says of itself. It is scored from the document, since what it is turned into for the other
 * elements has fields that nobody stated.
 */
export function spdxMetadata(document: Fields): ReadonlyMap<string, string | undefined> {
  const graph = eachIn(document, '@graph')
  const ofType = (...types: readonly string[]): Fields[] =>
    graph.filter((e) => types.includes(textIn(e, 'type') ?? ''))
  const creations = ofType('CreationInfo')
  const agents = new Map(graph.flatMap((e) => (textIn(e, 'spdxId') ? [[textIn(e, 'spdxId')!, e]] : [])))
  const hasAgent = (list: string, types: readonly string[]): boolean =>
    creations.some((c) =>
      textsIn(c, list).some((id) => types.includes(textIn(agents.get(id) ?? {}, 'type') ?? '')),
    )
  const said = (condition: boolean, place: string): string | undefined => (condition ? place : undefined)
  const boms = ofType('software_Sbom', 'Bom', 'SpdxDocument')
  const tools = hasAgent('createdUsing', ['Tool']) || hasAgent('createdBy', ['SoftwareAgent'])
  const versioned = graph.some((e) => textIn(e, 'type') === 'Tool' && /\d+\.\d/.test(textIn(e, 'name') ?? ''))
  return new Map([
    ['author', said(hasAgent('createdBy', ['Person', 'Organization', 'Agent']), 'CreationInfo.createdBy')],
    [
      'version',
      said(
        boms.some((b) => /\/v\d+$/.test(textIn(b, 'spdxId') ?? '')),
        'SpdxDocument.spdxId',
      ),
    ],
    ['format-name', said('@context' in document, '@context')],
    [
      'format-version',
      said(
        creations.some((c) => fieldSaid(c, 'specVersion')),
        'CreationInfo.specVersion',
      ),
    ],
    ['author-signature', undefined],
    ['tool-name', said(tools, 'CreationInfo.createdUsing')],
    ['tool-version', said(tools && versioned, 'Tool.name')],
    [
      'generation-context',
      said(
        boms.some((b) => fieldSaid(b, 'software_sbomType')),
        'software_Sbom.software_sbomType',
      ),
    ],
    [
      'timestamp',
      said(
        creations.some((c) => !Number.isNaN(Date.parse(textIn(c, 'created') ?? ''))),
        'CreationInfo.created',
      ),
    ],
    [
      'dependency-relationship',
      said(ofType('Relationship', 'LifecycleScopedRelationship').length > 0, 'Relationship'),
    ],
  ])
}
