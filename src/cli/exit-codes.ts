import type { Outcome } from '../model/report.ts'

/** Public. The output format never changes the code, and a crash is never 0. */
export const EXIT = {
  allowed: 0,
  denied: 1,
  usage: 2,
  failed: 3,
  nothing: 4,
  /** 128 + SIGINT, as shells expect. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const EXIT_TEXT: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [EXIT.allowed, 'allowed by the policy'],
  [EXIT.denied, 'denied: a finding at or above --fail-on'],
  [EXIT.usage, 'wrong usage or configuration, or a path that is not there'],
  [EXIT.failed, 'the tool failed, or something was not read under --strict'],
  [EXIT.nothing, 'nothing to scan'],
]

const BY_OUTCOME: Readonly<Record<Outcome, ExitCode>> = {
  allow: EXIT.allowed,
  warn: EXIT.allowed,
  deny: EXIT.denied,
  undecided: EXIT.failed,
}

export function exitCodeOf(outcome: Outcome): ExitCode {
  return BY_OUTCOME[outcome]
}
