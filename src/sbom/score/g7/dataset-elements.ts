import { eachIn, textIn } from '../../cyclonedx/json-view.ts'
import { dataHashes, type Subject } from '../bom-view.ts'
import {
  fieldSaid,
  identifierSaid,
  licenceSaid,
  pathSaid,
  producerSaid,
  referenceSaid,
  saidIn,
  tells,
} from '../said.ts'
import type { SubjectElement } from './element.ts'

/** About each dataset. No type of package URL is made for datasets, so an address identifies them as well. */
export const DATASETS: readonly SubjectElement[] = [
  { name: 'name', find: ({ fields }) => fieldSaid(fields, 'name') },
  { name: 'description', find: description },
  { name: 'content', find: content },
  {
    name: 'identifier',
    find: ({ fields }) => identifierSaid(fields) ?? address(fields),
  },
  { name: 'hash', find: (s) => dataHashes(s)[0]?.place },
  { name: 'provenance', find: provenance },
  {
    name: 'statistical-properties',
    find: ({ fields }) =>
      pathSaid(fields, 'data[].graphics.collection') ??
      saidIn(
        fields,
        'records',
        'rows',
        'size',
        'statistics',
        'dataset-size',
        'num-rows',
        'dataset-noise',
        'statistics:*',
      ),
  },
  {
    name: 'sensitivity',
    find: ({ fields }) =>
      pathSaid(fields, 'data[].sensitiveData') ??
      pathSaid(fields, 'data[].classification') ??
      saidIn(fields, 'sensitivity', 'confidentiality-level', 'has-sensitive-personal-information'),
  },
  {
    name: 'dependency-relationship',
    find: ({ ref, isInModelCard }, { related }) => {
      if (isInModelCard) return 'modelCard.modelParameters.datasets'
      return ref !== undefined && related.has(ref) ? 'dependencies[]' : undefined
    },
  },
  { name: 'licence', find: ({ fields }) => licenceSaid(fields) },
]

/** One word, such as the name of a split, describes nothing. */
function description({ fields }: Subject): string | undefined {
  if (isDescription(textIn(fields, 'description'))) return 'description'
  const said = eachIn(fields, 'data').some((d) => isDescription(textIn(d, 'description')))
  return said ? 'data[].description' : undefined
}

function isDescription(text: string | undefined): boolean {
  return tells(text) && /\S\s+\S/.test(text ?? '')
}

/** What is in it: domain, format, language, modality, which part of it is meant. */
function content({ fields }: Subject): string | undefined {
  return (
    pathSaid(fields, 'data[].contents.attachment') ??
    pathSaid(fields, 'data[].contents.properties') ??
    saidIn(
      fields,
      'content',
      'domain',
      'format',
      'modality',
      'dataset-type',
      'modalities',
      'language',
      'split',
      'config',
    )
  )
}

function provenance({ fields }: Subject): string | undefined {
  return (
    producerSaid(fields) ??
    address(fields) ??
    pathSaid(fields, 'data[].governance.owners') ??
    pathSaid(fields, 'pedigree.ancestors') ??
    saidIn(fields, 'data-collection-process')
  )
}

function address(fields: Subject['fields']): string | undefined {
  return (
    referenceSaid(fields, 'distribution', 'source-distribution', 'vcs', 'website', 'documentation') ??
    pathSaid(fields, 'data[].contents.url')
  )
}
