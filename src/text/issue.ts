import type * as z from 'zod/mini'
import { didYouMean } from './closest.ts'
import { visible } from './visible.ts'

/** The first thing that is wrong, in one line: `limits.dpeth: there is no such key (did you mean depth?)`. */
export function firstIssue(error: z.core.$ZodError, keys: readonly string[]): string {
  const issue = error.issues[0]!
  const where = issue.path
    .map((p, i) => (typeof p === 'number' ? `[${p}]` : i ? `.${String(p)}` : String(p)))
    .join('')
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    return `${visible([where, key].filter(Boolean).join('.'))}: there is no such key${didYouMean(key, keys)}`
  }
  if (issue.code === 'invalid_value') {
    const given = typeof issue.input === 'string' ? issue.input : ''
    const allowed = issue.values.map(String)
    return `${visible(where)}: must be one of ${allowed.join(', ')}${given && didYouMean(given, allowed)}`
  }
  if (issue.code === 'invalid_type')
    return `${visible(where) || 'the file'}: must be ${expected(issue.expected)}`
  return `${visible(where) || 'the file'}: ${issue.message}`
}

function expected(type: string): string {
  if (type === 'object' || type === 'record') return 'a mapping'
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}
