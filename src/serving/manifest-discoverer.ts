import type { Context } from '../model/context.ts'
import type { Discoverer } from '../model/discoverer.ts'
import type { Sample } from '../model/entry.ts'
import { lineRange } from '../model/location.ts'
import { overLimit } from '../model/read-error.ts'
import { sightingOf, type Mention } from '../names/mention.ts'
import type { ConfigValue } from '../syntax/config/tree.ts'
import { MAX_YAML, parseYaml } from '../syntax/config/yaml.ts'

/** A discoverer of YAML documents. One broken document is a gap; the others are read. */
export function manifestDiscoverer(parts: {
  readonly id: string
  readonly title: string
  claims(sample: Sample): boolean
  /** Templates become something that YAML takes. */
  readonly prepare?: (text: string) => string
  mentions(root: ConfigValue | undefined, ctx: Context, path: string): readonly Mention[]
}): Discoverer<readonly Mention[]> {
  const { id, title, prepare } = parts
  return {
    id,
    title,
    claims: (sample) => sample.text !== undefined && sample.size > 0 && parts.claims(sample),
    *read({ path, bytes }, ctx) {
      if (bytes.size > Math.min(MAX_YAML, ctx.limits.structureBytes))
        throw overLimit(`YAML of ${bytes.size} bytes`)
      const text = bytes.read(0, bytes.size).toString('utf8')
      for (const { root, error } of parseYaml(prepare ? prepare(text) : text, ctx)) {
        if (error && !prepare)
          yield {
            kind: 'gap',
            gap: { at: { path, range: lineRange(error.line) }, reason: 'malformed', detail: error.message },
          }
        else if (!error) yield { kind: 'facts', facts: parts.mentions(root, ctx, path) }
      }
    },
    *sightings(mentions, path) {
      for (const seen of mentions) yield sightingOf(seen, path)
    },
  }
}
