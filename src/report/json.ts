import type { Report } from '../model/report.ts'
import { visibleJson } from '../text/visible.ts'

/** `assay/report/1`, as the published JSON Schema describes it. */
export function json(report: Report): string {
  return visibleJson(report)
}
