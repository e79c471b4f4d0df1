import type { Report } from '../model/report.ts'
import type { RuleInfo } from '../model/rule.ts'

export interface ReportOptions {
  readonly rules: ReadonlyMap<string, RuleInfo>
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  readonly showWaived: boolean
  /** Nothing folded or shortened. */
  readonly verbose: boolean
  /** The scanned root relative to the working folder, `/`-terminated or empty: for tools that know files by that. */
  readonly prefix: string
  /** Where the project's pages are, when the package names a place. */
  readonly homepage?: string
}

/** Writes a judged report. Scanned text is data: each reporter escapes it for its own medium. */
export type Reporter = (report: Report, options: ReportOptions) => string
