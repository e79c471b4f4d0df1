import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod/mini'
import { UsageError } from '../model/usage-error.ts'
import type { Waiver } from '../model/report.ts'
import { didYouMean } from '../text/closest.ts'
import { firstIssue } from '../text/issue.ts'

const isoDate = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/, 'is a date like 2027-01-31'),
  z.refine(
    (date) => new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ?? false,
    'is no day of the calendar',
  ),
)

const words = z.string().check(z.trim(), z.minLength(1, 'is empty'))

const waiverSchema: z.ZodMiniType<Waiver> = z
  .strictObject({
    rule: words,
    subject: z.exactOptional(
      words.check(z.regex(/^(sha256:[0-9a-f]{64}|pkg:.+)$/, 'is a digest (sha256:…) or a purl (pkg:…)')),
    ),
    path: z.exactOptional(words),
    reason: words,
    owner: words,
    expires: isoDate,
  })
  .check(
    z.refine(
      (w) => w.subject !== undefined || w.path !== undefined,
      'needs a subject (digest or purl) or a path',
    ),
  )

const waiverFileSchema: z.ZodMiniType<{ readonly waivers: readonly Waiver[] }> = z.strictObject({
  waivers: z.array(waiverSchema),
})

/** Reads `waivers.yml`. Throws `UsageError` for anything that is not exactly right: a waiver never works by accident. */
export function readWaivers(file: string, shownAs: string, knownRules: readonly string[]): Waiver[] {
  let content: unknown
  try {
    content = parse(readFileSync(file, 'utf8'), { schema: 'failsafe' })
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new UsageError(`${shownAs}: cannot be read: ${said}`, { cause: error })
  }
  const parsed = waiverFileSchema.safeParse(content ?? { waivers: [] })
  if (!parsed.success) throw new UsageError(`${shownAs}: ${firstIssue(parsed.error, WAIVER_KEYS)}`)
  for (const [i, { rule }] of parsed.data.waivers.entries())
    if (!knownRules.includes(rule))
      throw new UsageError(
        `${shownAs}: waivers[${i}].rule: there is no rule ${rule}${didYouMean(rule, knownRules)}`,
      )
  return [...parsed.data.waivers]
}

const WAIVER_KEYS = ['waivers', 'rule', 'subject', 'path', 'reason', 'owner', 'expires']

/** JSON Schema of `waivers.yml`, for editors. */
export function waiversJsonSchema(): object {
  return { ...z.toJSONSchema(waiverFileSchema), title: 'waivers.yml' }
}
