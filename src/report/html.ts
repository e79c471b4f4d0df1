import type { Report } from '../model/report.ts'
import { visibleJson } from '../text/visible.ts'

export function html(report: Report): string {
  return visibleJson(report)
}
