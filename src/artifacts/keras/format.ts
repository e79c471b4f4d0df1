import { searchText } from '../../bytes/search.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { KerasFacts } from './facts.ts'
import { decodeJsonText, MAX_DOCUMENT, parseJson } from '../../text/python-json.ts'
import { codeExecution } from './rules/code-execution.ts'
import { customObject } from './rules/custom-object.ts'
import { fileAccess } from './rules/file-access.ts'
import { lambda } from './rules/lambda.ts'
import { walkConfig } from './walk.ts'
import { isModelYaml, parseYaml } from './yaml.ts'

/** The key of every object, also with letters needlessly escaped, which hides it from a search and not from a parser. */
const CLASS_NAME = /"class_name"|\\u00(?:5f|6[1-9a-f]|7[0-9a])/i

const JSON_OPENING = /^\s*[{[]/
const PROBE = 4096

/** The configuration of a Keras model: a member of a `.keras` archive, an attribute of an HDF5 file, or a file of its own. */
export const keras: Format<KerasFacts> = {
  id: 'keras',
  title: 'Keras model configuration',
  extensions: ['.json'],
  onLoad: 'data',
  rules: [codeExecution, lambda, fileAccess, customObject],
  claims,
  *read({ bytes }, ctx): Generator<Observation<KerasFacts>> {
    const limit = Math.min(ctx.limits.structureBytes, MAX_DOCUMENT)
    if (bytes.size > limit) throw overLimit(`a configuration of ${bytes.size} bytes, ${limit} are allowed`)
    const text = decodeJsonText(bytes.read(0, bytes.size))
    const document = JSON_OPENING.test(text.slice(0, PROBE)) ? parseJson(text) : parseYaml(text)
    yield { kind: 'facts', facts: walkConfig(document, () => ctx.checkpoint()) }
  },
}

function claims({ head, text, bytes }: Sample): Claim {
  if (text === undefined) return 'no'
  if (!JSON_OPENING.test(text.slice(0, PROBE))) return isModelYaml(text) ? 'yes' : 'no'
  // The key may stand behind any amount of padding.
  return CLASS_NAME.test(text) || searchText(bytes, head.length, CLASS_NAME) ? 'yes' : 'no'
}
