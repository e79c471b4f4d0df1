import { searchText } from '../../bytes/search.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { decodeJsonText, MAX_DOCUMENT, parseJson } from '../../text/python-json.ts'
import type { SkopsFacts } from './facts.ts'
import { codeExecution } from './rules/code-execution.ts'
import { contradiction } from './rules/contradiction.ts'
import { unknownType } from './rules/unknown-type.ts'
import { walkSchema } from './walk.ts'

const KEYS = /"__loader__"|"_{0,2}\\u00(?:5f|6[1-9a-f]|7[0-9a])/i

/** The `schema.json` of a skops archive: the graph of objects that loading rebuilds. */
export const skops: Format<SkopsFacts> = {
  id: 'skops',
  title: 'skops schema',
  extensions: ['.json'],
  onLoad: 'data',
  rules: [codeExecution, contradiction, unknownType],
  claims,
  *read({ bytes }, ctx): Generator<Observation<SkopsFacts>> {
    const limit = Math.min(ctx.limits.structureBytes, MAX_DOCUMENT)
    if (bytes.size > limit) throw overLimit(`a schema of ${bytes.size} bytes, ${limit} are allowed`)
    const document = parseJson(decodeJsonText(bytes.read(0, bytes.size)))
    const facts = walkSchema(document, () => ctx.checkpoint())
    yield { kind: 'facts', facts }
  },
}

function claims({ head, text, bytes }: Sample): Claim {
  if (text === undefined) return 'no'
  if (!/^\s*\{/.test(text.slice(0, 4096))) return 'no'
  return KEYS.test(text) || searchText(bytes, head.length, KEYS) ? 'yes' : 'no'
}
