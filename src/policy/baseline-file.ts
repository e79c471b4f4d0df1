import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { severityRank, SEVERITIES, type Severity } from '../model/severity.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Baseline } from './baseline.ts'

const known = z.object({
  schema: z.literal('assay/report/1'),
  findings: z.array(z.object({ fingerprint: z.string(), severity: z.enum(SEVERITIES) })),
})

/** Reads a JSON report of an earlier run. Findings that were waived then are not known: their waiver may be gone. */
export function readBaseline(file: string, shownAs: string): Baseline {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new UsageError(`baseline ${shownAs}: cannot be read: ${said}`, { cause: error })
  }
  const parsed = known.safeParse(content)
  if (!parsed.success)
    throw new UsageError(`baseline ${shownAs}: is not an assay/report/1 (made by --format json)`)
  const baseline = new Map<string, Severity>()
  for (const { fingerprint, severity } of parsed.data.findings) {
    const before = baseline.get(fingerprint)
    if (before === undefined || severityRank(severity) > severityRank(before))
      baseline.set(fingerprint, severity)
  }
  return baseline
}
