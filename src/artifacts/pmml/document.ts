import { type XmlToken, xmlTokens } from '../../bytes/xml.ts'
import { overLimit } from '../../model/read-error.ts'
import { type EntityFact, lineCounter } from '../xml-entity.ts'
import type { ApplyFact, ExtensionFact, PmmlFacts, ReferenceFact } from './facts.ts'
import { BUILT_IN } from './functions.ts'

const MAX_FACTS = 10_000

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends PmmlFacts {
  version: string
  doctype: PmmlFacts['doctype']
  readonly entities: EntityFact[]
  readonly used: string[]
  readonly extensions: ExtensionFact[]
  unknownFunctions: ApplyFact[]
  readonly references: ReferenceFact[]
}

export function emptyDocument(): Collected {
  return {
    version: '',
    doctype: undefined,
    entities: [],
    used: [],
    extensions: [],
    unknownFunctions: [],
    references: [],
  }
}

/** Collects what a PMML document declares and calls. */
export function readDocument(text: string, facts: Collected, tick: () => void): void {
  const lines = lineCounter(text)
  const defined = new Set<string>()
  const applied = new Map<string, ApplyFact>()
  let extension: { extender: string; name: string; line: number } | undefined
  const keepExtension = (value: string, line: number): void => {
    const { extender = '', name = '' } = extension ?? {}
    keep(facts.extensions, { extender, name, value: value.slice(0, 2048), line })
  }
  try {
    for (const token of xmlTokens(text, tick)) {
      const line = lines(token.at)
      switch (token.kind) {
        case 'doctype':
          facts.doctype = { external: token.external, line }
          break
        case 'entity': {
          const { name, parameter, external, value } = token
          keep(facts.entities, { name, parameter, external, value: value?.slice(0, 256), line })
          break
        }
        case 'reference':
          if (!facts.used.includes(token.name) && facts.used.length < 100) facts.used.push(token.name)
          break
        case 'instruction':
          if (token.target !== 'xml') keepReference(facts, `<?${token.target}`, { href: token.text }, line)
          break
        case 'text':
          if (extension || SPEAKS_CODE.test(token.text)) keepExtension(token.text, line)
          break
        case 'open':
          if (token.name === 'PMML') facts.version = token.attributes['version'] ?? ''
          if (token.name === 'DefineFunction') defined.add(token.attributes['name'] ?? '')
          if (token.name === 'Apply') keepApply(applied, token, line)
          if (token.name === 'Extension') {
            const { extender = '', name = '', value = '' } = token.attributes
            const inner = { extender, name, line }
            if (!token.empty) extension = inner
            keep(facts.extensions, { ...inner, value })
          } else if (extension || SUSPECT_ELEMENT.test(token.name))
            keepExtension(`<${token.name} ${Object.values(token.attributes).join(' ')}>`, line)
          keepReference(facts, token.name, token.attributes, line)
          break
        case 'close':
          if (token.name === 'Extension') extension = undefined
          break
        default:
          token satisfies never
      }
    }
  } finally {
    facts.unknownFunctions = [...applied.values()].filter(
      (apply) => !defined.has(apply.function) && !BUILT_IN.has(apply.function),
    )
  }
}

/** No element of PMML is called like this. */
const SUSPECT_ELEMENT = /^(script|object|iframe|include|import|stylesheet|exec|code)$/i
const SPEAKS_CODE =
  /\b(?:Runtime\.getRuntime|ProcessBuilder|java\.lang\.|os\.system|subprocess|__import__|<script|javascript:)/

function keepApply(applied: Map<string, ApplyFact>, token: XmlToken & { kind: 'open' }, line: number): void {
  const name = token.attributes['function'] ?? ''
  if (!applied.has(name) && applied.size < MAX_FACTS) applied.set(name, { function: name, line })
}

/** Addresses in attributes; namespaces and schema locations only name things. */
function keepReference(
  facts: Collected,
  element: string,
  attributes: Readonly<Record<string, string>>,
  line: number,
): void {
  for (const [attribute, target] of Object.entries(attributes)) {
    if (!target.includes(':') && !/href|src/.test(attribute)) continue
    if (/^xmlns|schemaLocation$/.test(attribute) || element === 'Extension') continue
    if (
      /^(?:file|ftp|https?|jar|jndi|ldaps?|rmi|netdoc|gopher|php|data):/i.test(target) ||
      /^(?:href|src|xlink:href)$/.test(attribute)
    )
      keep(facts.references, { element, attribute, target: target.slice(0, 512), line })
  }
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= MAX_FACTS) throw overLimit(`more than ${MAX_FACTS} facts of one kind`)
  list.push(item)
}
