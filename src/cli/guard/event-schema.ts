import * as z from 'zod/mini'
import { LOAD_EVENT_SCHEMA } from '../../integrity/guard/events/load-event.ts'
import { REFUSAL_CODES } from '../../integrity/refusal.ts'

const text = z.string()
const digest = text.check(z.regex(/^sha256:[0-9a-f]{64}$/))

/** A line of the log of load events, for whoever receives them. */
export const loadEventSchema: z.ZodMiniType = z.strictObject({
  schema: z.literal(LOAD_EVENT_SCHEMA),
  time: text.check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)),
  host: text,
  user: text,
  pid: z.int().check(z.gte(1)),
  cwd: text,
  command: z.array(text),
  lock: z.exactOptional(
    z.strictObject({
      path: text,
      id: text.check(z.regex(/^[0-9a-f]{32}$/)),
      generation: z.int().check(z.gte(1)),
      digest,
    }),
  ),
  checked: z.enum(['hashed', 'remembered']),
  outcome: z.enum(['loaded', 'refused']),
  artifacts: z.array(z.strictObject({ path: text, purl: z.exactOptional(text), digest })),
  refusals: z.array(
    z.strictObject({
      code: z.enum(REFUSAL_CODES),
      path: text,
      message: text,
      advice: z.exactOptional(text),
      expected: z.exactOptional(text),
      found: z.exactOptional(text),
    }),
  ),
  previous: z.nullable(digest),
})

export function loadEventJsonSchema(): object {
  return { ...z.toJSONSchema(loadEventSchema), title: LOAD_EVENT_SCHEMA }
}
