import type { Io } from './io.ts'

export type ColourChoice = 'auto' | 'always' | 'never'

/** `--color` over `NO_COLOR` over `FORCE_COLOR` and `CLICOLOR_FORCE` over whether it is a terminal. */
export function wantsColour(choice: ColourChoice, stream: NodeJS.WriteStream, env: Io['env']): boolean {
  if (choice !== 'auto') return choice === 'always'
  if (env['NO_COLOR']) return false
  if (isForced(env['FORCE_COLOR']) || isForced(env['CLICOLOR_FORCE'])) return true
  return stream.isTTY && env['TERM'] !== 'dumb'
}

function isForced(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

const NARROWEST = 40
/** Longer lines are hard to read even where there is room. */
const WIDEST = 120
const UNKNOWN = 100

export function widthOf(stream: NodeJS.WriteStream, env: Io['env']): number {
  const columns = stream.columns ?? Number.parseInt(env['COLUMNS'] ?? '', 10)
  return Math.min(WIDEST, Math.max(NARROWEST, Number.isFinite(columns) && columns > 0 ? columns : UNKNOWN))
}
