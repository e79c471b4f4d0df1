import { visibleJsonLine } from '../text/visible.ts'

/** `--log-format`. */
export type LogFormat = 'text' | 'json'

/** What is asked for, also where the other words cannot be understood: who reads JSON gets nothing else. */
export function logFormatOf(argv: readonly string[]): LogFormat {
  const end = argv.indexOf('--')
  const words = end < 0 ? argv : argv.slice(0, end)
  const last = words.findLastIndex((word) => word === '--log-format' || word.startsWith('--log-format='))
  return words[last] === '--log-format=json' || (last >= 0 && words[last + 1] === 'json') ? 'json' : 'text'
}

export interface LogLine {
  readonly level: 'info' | 'warning' | 'error'
  /** What kind of line it is, for programs. */
  readonly event: 'note' | 'guard' | 'usage' | 'failed'
  readonly message: string
}

/** A line on standard error that is no refusal. Text is as it is given: untrusted parts are made visible before. */
export function logLine({ level, event, message }: LogLine, format: LogFormat): string {
  return format === 'json'
    ? `${visibleJsonLine({ level, event, message })}\n`
    : `assay: ${level === 'warning' ? 'warning: ' : ''}${message}\n`
}
