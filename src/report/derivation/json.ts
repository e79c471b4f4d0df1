import type { Derivation } from '../../lineage/verdict/derivation.ts'
import { visibleJson } from '../../text/visible.ts'
import { documentOf } from './document.ts'

/** `assay/derivation/1`. */
export function json(result: Derivation): string {
  return visibleJson(documentOf(result))
}
