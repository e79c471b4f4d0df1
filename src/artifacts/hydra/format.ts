import { searchText } from '../../bytes/search.ts'
import type { Sample } from '../../model/entry.ts'
import { KiB } from '../../model/context.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { decodeJsonText, MAX_DOCUMENT, parseJson } from '../../text/python-json.ts'
import { createCollector } from './collect.ts'
import type { HydraFacts } from './facts.ts'
import { collectJson } from './json.ts'
import { collectLines } from './lines.ts'
import { codeExecution } from './rules/code-execution.ts'
import { resolver } from './rules/resolver.ts'
import { unknownTarget } from './rules/unknown-target.ts'
import { yamlTag } from './rules/yaml-tag.ts'
import { collectYaml } from './yaml.ts'

const HINT =
  /_target_|_component_|\bclass_path\b|[{\s,"']target["']?\s*:\s*["']?[A-Za-z_]\w*\.|python\/(?:object|name|module|apply)|python%2f|%TAG|!(?:new|name|apply|obj|module|singleton):[A-Za-z_]|!!?(?:javax?|jdk|sun|com|org)\.\w|!!?ruby\/|"py\/(?:object|reduce|function|type|repr)"|\$\{\s*(?:eval|python|py|exec|import|call|shell|cmd|sh)\s*:/i
/** A tree costs far more than its text; larger documents are read by lines. */
const MAX_TREE = 128 * KiB

/** Configuration from which a framework builds objects by name: Hydra, NeMo, Lightning, latent diffusion, YAML tags. */
export const hydra: Format<HydraFacts> = {
  id: 'hydra',
  title: 'configuration that names Python code',
  extensions: ['.yaml', '.yml', '.json', '.toml'],
  onLoad: 'data',
  rules: [codeExecution, yamlTag, resolver, unknownTarget],
  claims,
  *read({ bytes }, ctx): Generator<Observation<HydraFacts>> {
    const limit = Math.min(ctx.limits.structureBytes, MAX_DOCUMENT)
    if (bytes.size > limit) throw overLimit(`a configuration of ${bytes.size} bytes, ${limit} are allowed`)
    const text = decodeJsonText(bytes.read(0, bytes.size))
    const collector = createCollector()
    const checkpoint = (): void => ctx.checkpoint()
    const document = /^\s*[{[]/.test(text.slice(0, 4096)) ? parsed(text) : undefined
    if (document !== undefined) collectJson(document, collector, checkpoint)
    else if (text.length > MAX_TREE || !collectYaml(text, collector, checkpoint))
      collectLines(text, collector, checkpoint)
    yield { kind: 'facts', facts: collector.facts }
  },
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** Text in which a hint stands, and which is neither prose nor a program: those only speak about configuration. */
function claims({ head, text, bytes }: Sample): Claim {
  if (text === undefined) return 'no'
  if (hasControls(text.slice(0, 8 * KiB)) || !isConfiguration(text)) return 'no'
  return HINT.test(text) || searchText(bytes, head.length, HINT) ? 'yes' : 'no'
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 9 || (code > 13 && code < 27)) return true
  }
  return false
}

const PROSE = /^(?:```|<[!a-z]|import \w|from \w[\w.]* import |def \w+\(|class \w+[(:]|@\w)/m
const OPENING = /^(?:[{[%]|---|\.\.\.|- |\? |!|&|["']?[\w.\-/ $@+*<>{}]+["']?\s*[:=](?:\s|$|["'{[]))/

function isConfiguration(text: string): boolean {
  if (PROSE.test(text)) return false
  const first = /^(?:\s*(?:#[^\n]*)?\r?\n)*[ \t]*([^\n]{0,200})/.exec(text)?.[1] ?? ''
  // A head of comments alone may be padding.
  return first === '' || first.startsWith('#') || OPENING.test(first)
}
