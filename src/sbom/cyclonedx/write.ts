import { visibleJson } from '../../text/visible.ts'
import type { Bom } from '../bom.ts'
import { gapText } from '../evidence-text.ts'
import { property } from '../properties.ts'
import { citationsOf } from './citations.ts'
import { componentOf } from './component.ts'
import { compositionsOf } from './compositions.ts'
import { dependenciesOf } from './dependencies.ts'
import type { Annotation, CycloneDxDocument, CycloneDxVersion } from './document.ts'
import { looseFiles } from './files.ts'
import { formulationOf, isTrainingImage } from './formulation.ts'
import { metadataOf } from './metadata.ts'
import { placeOf } from './placement.ts'
import { servicesOf } from './services.ts'
import { listed, startWriting, type Unknowns, type Writing } from './writing.ts'

export interface WriteOptions {
  /** Names of what the record asks for and nobody says of an item: the document then says that it is not known. */
  readonly unknowns?: Unknowns
}

/** The same bill of materials gives the same bytes. `readCycloneDx` gives the bill back. */
export function writeCycloneDx(
  bom: Bom,
  version: CycloneDxVersion = '1.7',
  options: WriteOptions = {},
): string {
  return visibleJson(cycloneDxDocument(bom, version, options))
}

export function cycloneDxDocument(
  bom: Bom,
  version: CycloneDxVersion = '1.7',
  { unknowns = () => [] }: WriteOptions = {},
): CycloneDxDocument {
  const w = startWriting(bom, version, unknowns)
  const components = [
    ...w.items
      .filter((i) => placeOf(i) === 'component' && !isTrainingImage(w, i))
      .map((item) => componentOf(w, item)),
    ...looseFiles(w),
  ]
  const { services, behind } = servicesOf(w)
  const { formulation, components: around } = formulationOf(w)
  const metadata = metadataOf(w)
  const known = [...components, ...around]
  return {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber: bom.serial,
    version: bom.version,
    metadata,
    components,
    ...listed('services', services),
    dependencies: dependenciesOf(
      w,
      known,
      services.map((s) => s['bom-ref']),
      behind,
    ),
    ...listed('compositions', compositionsOf(w)),
    ...listed('annotations', annotationsOf(w)),
    ...listed('formulation', formulation),
    ...(version === '1.7' && listed('citations', citationsOf(w, metadata, components))),
    ...listed(
      'properties',
      bom.inventory.gaps.map((gap) => property('gap', gapText(gap))),
    ),
  }
}

/** One remark for whoever does not read properties; they name each place. */
function annotationsOf(w: Writing): Annotation[] {
  const count = w.bom.inventory.gaps.length
  if (count === 0) return []
  const { name, version } = w.bom.tool
  const places = count === 1 ? '1 place was' : `${count} places were`
  return [
    {
      subjects: [w.systemRef],
      annotator: { component: { type: 'application', name, version } },
      timestamp: w.bom.timestamp,
      text: `${places} not read, so components may be missing; the properties assay:gap name each with its reason.`,
    },
  ]
}
