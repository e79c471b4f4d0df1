import { visible, visibleLines } from './visible.ts'

/** A code span that its content cannot end: the fence is longer than any run of backticks inside. */
export function span(text: string): string {
  const shown = visible(text)
  const fence = '`'.repeat(1 + longestRun(shown))
  const padded = shown.startsWith('`') || shown.endsWith('`') || shown.trim() === '' ? ` ${shown} ` : shown
  return fence + padded + fence
}

/** A block of source in a language. */
export function fenced(source: string, language: string): string {
  const shown = visibleLines(source).trimEnd()
  const fence = '`'.repeat(Math.max(3, 1 + longestRun(shown)))
  return `${fence}${language}\n${shown}\n${fence}`
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}
