import type { Reporter } from './reporter.ts'

/** Every output format, loaded when it is asked for. */
export const reporters: Readonly<Record<ReportFormat, () => Promise<Reporter>>> = {
  table: async () => (await import('./table.ts')).table,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  markdown: async () => (await import('./markdown.ts')).markdown,
  html: async () => (await import('./html.ts')).html,
  github: async () => (await import('./github.ts')).github,
}

export const REPORT_FORMATS = ['table', 'json', 'sarif', 'markdown', 'html', 'github'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]
