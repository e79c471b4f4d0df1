import { COMPONENT_KINDS, RELATION_KINDS } from '../model/component.ts'
import * as z from 'zod/mini'
import { GAP_REASONS } from '../model/finding.ts'
import type { Report } from '../model/report.ts'
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts'

const text = z.string()
const digest = z.templateLiteral(['sha256:', z.string()])
const count = z.int().check(z.gte(0))
const location = z.strictObject({
  path: text,
  range: z.exactOptional(z.strictObject({ unit: z.enum(['byte', 'line']), start: count, end: count })),
})
const evidence = z.strictObject({ at: location, says: text, excerpt: z.exactOptional(text) })
const identity = z.strictObject({ purl: z.exactOptional(text), digest: z.exactOptional(digest) })
const artifact = z.strictObject({ path: text, digest: z.exactOptional(digest), size: count, format: text })
const component = z.strictObject({
  id: text,
  kind: z.enum(COMPONENT_KINDS),
  name: text,
  version: z.exactOptional(text),
  identity,
  artifacts: z.array(text),
  evidence: z.array(evidence),
})
const relation = z.strictObject({
  from: text,
  to: text,
  kind: z.enum(RELATION_KINDS),
  evidence,
})
const finding = z.strictObject({
  rule: text,
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  subject: text,
  at: location,
  message: text,
  remedy: text,
  evidence: z.tuple([evidence], evidence),
  fingerprint: text.check(z.regex(/^[0-9a-f]{32}$/)),
})
const waiver = z.strictObject({
  rule: text,
  subject: z.exactOptional(text),
  path: z.exactOptional(text),
  reason: text,
  owner: text,
  expires: text,
})
const gap = z.strictObject({ at: location, reason: z.enum(GAP_REASONS), detail: text })

/** `assay/report/1`. The published JSON Schema is made from it; it accepts exactly what `Report` is. */
export const reportSchema: z.ZodMiniType<Report> = z.strictObject({
  schema: z.literal('assay/report/1'),
  tool: z.strictObject({ name: z.literal('assay'), version: text, rules: text }),
  artifacts: z.array(artifact),
  components: z.array(component),
  relations: z.array(relation),
  findings: z.array(finding),
  waived: z.array(z.strictObject({ finding, waiver })),
  gaps: z.array(gap),
  counts: z.strictObject({ artifacts: count, bytes: count }),
  notes: z.array(text),
  code: z.exactOptional(z.array(z.strictObject({ path: text, source: text }))),
  decision: z.strictObject({
    outcome: z.enum(['allow', 'warn', 'deny', 'undecided']),
    because: z.array(text),
  }),
})

export function reportJsonSchema(): object {
  return { ...z.toJSONSchema(reportSchema), title: 'assay/report/1' }
}
