import type { Report } from '../model/report.ts'
import { visibleJson } from '../text/visible.ts'

export function github(report: Report): string {
  return visibleJson(report)
}
