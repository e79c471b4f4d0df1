import type { Derivation } from '../../lineage/verdict/derivation.ts'

export const DERIVATION_FORMATS = ['table', 'json', 'html', 'sarif', 'markdown', 'statement'] as const
export type DerivationFormat = (typeof DERIVATION_FORMATS)[number]

export interface DerivationReportOptions {
  readonly colour: boolean
  /** Columns of the terminal. */
  readonly width: number
  /** Nothing folded or shortened. */
  readonly verbose: boolean
}

type DerivationReporter = (result: Derivation, options: DerivationReportOptions) => string

const REPORTERS: Readonly<Record<DerivationFormat, () => Promise<DerivationReporter>>> = {
  table: async () => (await import('./table.ts')).table,
  json: async () => (await import('./json.ts')).json,
  html: async () => (await import('./html.ts')).html,
  sarif: async () => (await import('./sarif.ts')).sarif,
  markdown: async () => (await import('./markdown.ts')).markdown,
  statement: async () => (await import('./statement.ts')).statement,
}

export async function derivationReport(
  result: Derivation,
  format: DerivationFormat,
  options: DerivationReportOptions,
): Promise<string> {
  return (await REPORTERS[format]())(result, options)
}
