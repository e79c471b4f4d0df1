import { LOAD_EVENT_SCHEMA, type LoadEvent } from './load-event.ts'
import { lineDigest } from './append.ts'

interface ChainProblem {
  /** 1-based. */
  readonly line: number
  readonly problem: string
}

export interface Chain {
  readonly events: number
  /** Lines that follow an earlier line than the one before them: starts at the same moment. */
  readonly forks: number
  /** The first line follows one that is not in this file, which was rotated away. */
  readonly continues: boolean
  /** Empty: nothing was changed, left out or put in between. What was cut off at the end nobody can tell. */
  readonly problems: readonly ChainProblem[]
}

/** Lines back that a start at the same moment may follow. */
const MAX_FORK = 1000

/** Follows the chain of a log; lines come without their line breaks. */
export function checkChain(lines: Iterable<string>): Chain {
  const recent: string[] = []
  const problems: ChainProblem[] = []
  let [line, events, forks, continues] = [0, 0, 0, false]
  for (const text of lines) {
    line++
    if (text === '') continue
    const previous = previousOf(text)
    if (previous === undefined) problems.push({ line, problem: 'is no load event' })
    else {
      events++
      if (recent.length === 0) continues = previous !== null
      else if (previous !== recent.at(-1)) {
        if (previous !== null && recent.includes(previous)) forks++
        else
          problems.push({
            line,
            problem: 'follows a line that is not there: one was changed, left out or put in between',
          })
      }
    }
    recent.push(`sha256:${lineDigest(text)}`)
    if (recent.length > MAX_FORK) recent.shift()
  }
  return { events, forks, continues, problems }
}

function previousOf(text: string): string | null | undefined {
  try {
    const event = JSON.parse(text) as Partial<LoadEvent> | null
    if (event?.schema !== LOAD_EVENT_SCHEMA) return undefined
    return event.previous === null || typeof event.previous === 'string' ? event.previous : undefined
  } catch {
    return undefined
  }
}
