import type { Bom } from './bom.ts'
import type { ParsedDocument } from './read-document.ts'

/** Forms that a bill of materials is written in. */
export const BOM_FORMS = ['cyclonedx', 'cyclonedx-1.7', 'cyclonedx-1.6', 'spdx'] as const
export type BomForm = (typeof BOM_FORMS)[number]

/** Writers by form, loaded when asked for. */
export const bomWriters: Readonly<Record<BomForm, () => Promise<(bom: Bom) => string>>> = {
  cyclonedx: cycloneDx('1.7'),
  'cyclonedx-1.7': cycloneDx('1.7'),
  'cyclonedx-1.6': cycloneDx('1.6'),
  spdx: async () => {
    const { writeSpdx } = await import('./spdx/write.ts')
    const { unknownsOf } = await import('./score/record.ts')
    return (bom) => writeSpdx(bom, { unknowns: unknownsOf(bom.inventory) })
  },
}

function cycloneDx(version: '1.7' | '1.6'): () => Promise<(bom: Bom) => string> {
  return async () => {
    const { writeCycloneDx } = await import('./cyclonedx/write.ts')
    const { unknownsOf } = await import('./score/record.ts')
    return (bom) => writeCycloneDx(bom, version, { unknowns: unknownsOf(bom.inventory) })
  }
}

/** The form that a document has, to write the next one alike. */
export function formOf({ kind, document }: ParsedDocument): BomForm {
  if (kind === 'spdx') return 'spdx'
  const { specVersion } = document as { specVersion?: unknown }
  return specVersion === '1.6' ? 'cyclonedx-1.6' : 'cyclonedx'
}
