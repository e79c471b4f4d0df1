import { parseDocument } from 'yaml'
import { KiB } from '../../model/context.ts'
import { malformed, overLimit } from '../../model/read-error.ts'

/** The tree costs far more than the text; models saved as YAML are small. */
const MAX_TREE = 256 * KiB
const MAX_ALIASES = 1000

/** Keras 1 and 2 saved models as YAML: a class and its configuration at the left margin. */
export function isModelYaml(text: string): boolean {
  return /^(?:class_name|["']class_name["'])\s*:/m.test(text) && /^["']?config["']?\s*:/m.test(text)
}

/** Plain values only: tags are left as text here and judged where YAML is judged. */
export function parseYaml(text: string): unknown {
  if (text.length > MAX_TREE) throw overLimit(`a YAML document of ${text.length} characters`)
  try {
    const document = parseDocument(text, {
      logLevel: 'silent',
      prettyErrors: false,
      strict: false,
      uniqueKeys: false,
      version: '1.1',
    })
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown
  } catch (error) {
    throw malformed(`no YAML: ${error instanceof Error ? error.message.slice(0, 120) : ''}`)
  }
}
