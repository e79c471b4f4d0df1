import { eachIn } from '../../cyclonedx/json-view.ts'
import { hasEntries, type BomView } from '../bom-view.ts'
import { fieldSaid, pathSaid, producerSaid, saidIn } from '../said.ts'
import type { DocumentElement } from './element.ts'

const CARD = 'modelCard.modelParameters'

/** About the system that the document describes: `metadata.component`. */
export const SYSTEM: readonly DocumentElement[] = [
  { name: 'name', find: ({ system }) => inSystem(fieldSaid(system, 'name')) },
  { name: 'components', find: components },
  { name: 'producer', find: producer },
  { name: 'version', find: ({ system }) => inSystem(fieldSaid(system, 'version')) },
  {
    name: 'timestamp',
    find: ({ system }) =>
      inSystem(
        pathSaid(system, 'releaseNotes.timestamp') ??
          saidIn(system, 'timestamp', 'released-at', 'release-date', 'built-at', 'build-date'),
      ),
  },
  { name: 'data-flow', find: dataFlow },
  { name: 'data-usage', find: dataUsage },
  { name: 'input-output-properties', find: inputsAndOutputs },
  { name: 'intended-application-area', find: applicationArea },
]

function inSystem(place: string | undefined): string | undefined {
  return place && `metadata.component.${place}`
}

function components({ root, system }: BomView): string | undefined {
  if (hasEntries(root, 'components')) return 'components[]'
  if (hasEntries(root, 'services')) return 'services[]'
  return hasEntries(system, 'components') ? 'metadata.component.components[]' : undefined
}

/** `metadata.supplier` is whoever supplies what the document describes; `manufacture` is its name up to 1.5. */
function producer({ metadata, system }: BomView): string | undefined {
  const place = producerSaid(system)
  if (place) return inSystem(place)
  const path = ['supplier.name', 'manufacture.name'].find((p) => pathSaid(metadata, p))
  return path && `metadata.${path}`
}

function dataFlow({ services }: BomView): string | undefined {
  const told = services.some((s) =>
    eachIn(s, 'data').some((d) => fieldSaid(d, 'flow', 'source', 'destination')),
  )
  return told ? 'services[].data[].flow' : undefined
}

function dataUsage({ services, metadata, system }: BomView): string | undefined {
  const told = services.some((s) => eachIn(s, 'data').some((d) => fieldSaid(d, 'description', 'governance')))
  if (told) return 'services[].data[].description'
  return said({ metadata, system }, 'data-usage', 'system-data-usage')
}

function inputsAndOutputs({ metadata, system }: BomView): string | undefined {
  if (pathSaid(system, `${CARD}.inputs`) && pathSaid(system, `${CARD}.outputs`))
    return inSystem(`${CARD}.inputs and .outputs`)
  return said({ metadata, system }, 'input-modalities', 'input-output-properties', 'inputs')
}

function applicationArea({ metadata, system }: BomView): string | undefined {
  const cases = pathSaid(system, 'modelCard.considerations.useCases')
  if (cases) return inSystem(cases)
  return said(
    { metadata, system },
    'domain',
    'intended-use',
    'intended-application-area',
    'information-about-application',
  )
}

/** Tools write of the system at either place. */
function said(
  { metadata, system }: Pick<BomView, 'metadata' | 'system'>,
  ...names: readonly string[]
): string | undefined {
  const place = saidIn(metadata, ...names)
  return place ? `metadata.${place}` : inSystem(saidIn(system, ...names))
}
