import * as z from 'zod/mini'
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts'
import { PRESETS } from '../policy/policy.ts'
import { SETTING_KEYS, settings } from './settings.ts'

const amount = z.union([z.string(), z.number()])
const positive = z.int().check(z.gte(1))

/** The shape of `assay.yml`. Whether a size or a duration can be understood is asked afterwards. */
export const configSchema: z.ZodMiniType<Readonly<Record<string, unknown>>> = z.strictObject({
  $schema: z.optional(z.string()),
  preset: z.optional(z.enum(PRESETS)),
  'fail-on': z.optional(z.enum(SEVERITIES)),
  'min-severity': z.optional(z.enum(SEVERITIES)),
  'min-confidence': z.optional(z.enum(CONFIDENCES)),
  strict: z.optional(z.boolean()),
  'deny-formats': z.optional(z.array(z.string())),
  'internal-packages': z.optional(z.array(z.string())),
  'events-url': z.optional(z.string()),
  'guard-variables': z.optional(z.array(z.string())),
  waivers: z.optional(z.string()),
  baseline: z.optional(z.string()),
  cache: z.optional(z.union([z.string(), z.literal(false)])),
  workers: z.optional(positive),
  limits: z.optional(
    z.strictObject({
      depth: z.optional(positive),
      members: z.optional(positive),
      bytes: z.optional(amount),
      ratio: z.optional(positive),
      time: z.optional(amount),
    }),
  ),
})

/** Every word that may stand before a colon, for suggestions. */
export const CONFIG_KEYS: readonly string[] = [...new Set(SETTING_KEYS.flatMap((key) => key.split('.')))]

type Properties = Record<string, { description?: string; properties?: Properties }>

/** JSON Schema of `assay.yml`, for editors. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema) as { properties: Properties }
  for (const key of SETTING_KEYS) {
    const [outer = '', inner] = key.split('.')
    const property = inner ? schema.properties[outer]?.properties?.[inner] : schema.properties[outer]
    if (property) property.description = settings[key].about
  }
  return { ...schema, title: 'assay.yml' }
}
