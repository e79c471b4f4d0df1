import { type XmlToken, xmlTokens } from '../../bytes/xml.ts'
import { overLimit } from '../../model/read-error.ts'
import { type EntityFact, lineCounter } from '../xml-entity.ts'
import type { ExtensionOperation, OpenvinoFacts, PlaceFlaw, ReferenceFact } from './facts.ts'

/** Facts in the making: what was collected stays when a later byte is broken. */
export interface Collected extends OpenvinoFacts {
  container: OpenvinoFacts['container']
  version: string
  layers: number
  doctype: OpenvinoFacts['doctype']
  readonly extensions: ExtensionOperation[]
  readonly references: ReferenceFact[]
  readonly flaws: PlaceFlaw[]
  readonly entities: EntityFact[]
}

const MAX_FACTS = 10_000
/** Opsets of releases, and what the runtime writes for itself. */
const OPSET = /^(opset\d{1,3}|ie_internal_opset|util|experimental|)$/
const LIBRARY = /\.(?:so(?:\.\d+)*|dll|dylib|cl|py|exe|sh)$/i

export function emptyDocument(): Collected {
  return {
    container: 'network',
    version: '',
    layers: 0,
    extensions: [],
    references: [],
    flaws: [],
    doctype: undefined,
    entities: [],
  }
}

/** Collects what an IR document, or a configuration of custom layers, asks for. */
export function readDocument(text: string, facts: Collected, tick: () => void): void {
  const lines = lineCounter(text)
  const known = new Set<string>()
  for (const token of xmlTokens(text, tick)) {
    const line = lines(token.at)
    if (token.kind === 'doctype') facts.doctype = { external: token.external, line }
    else if (token.kind === 'entity') {
      const { name, parameter, external, value } = token
      keep(facts.entities, { name, parameter, external, value: value?.slice(0, 256), line })
    } else if (token.kind === 'open') readElement(token, line, facts, known)
  }
}

function readElement(
  token: XmlToken & { kind: 'open' },
  line: number,
  facts: Collected,
  known: Set<string>,
): void {
  const { name, attributes } = token
  if (name === 'net') facts.version = attributes['version'] ?? ''
  if (name === 'CustomLayer') facts.container = 'custom-layers'
  if (name === 'layer') {
    facts.layers++
    const { type = '', version: opset = '' } = attributes
    const key = `${opset}\0${type}`
    if (!OPSET.test(opset) && !known.has(key)) {
      known.add(key)
      keep(facts.extensions, { type: type.slice(0, 256), opset: opset.slice(0, 256), line })
    }
  }
  if (name === 'data') readPlace(attributes, line, facts)
  for (const [attribute, target] of Object.entries(attributes)) {
    const points = /^(library|lib|extension|filename|implementation|plugin|path|file|href|src)$/i.test(
      attribute,
    )
    if (
      /^(?:https?|ftp|file):\/\//i.test(target) ||
      (points && (LIBRARY.test(target) || /^[/\\]|\.\./.test(target)))
    )
      keep(facts.references, { element: name, attribute, target: target.slice(0, 512), line })
  }
}

/** Constants name a range of the weights file. */
function readPlace({ offset, size }: Readonly<Record<string, string>>, line: number, facts: Collected): void {
  if (offset === undefined || size === undefined) return
  for (const [what, text] of [
    ['offset', offset],
    ['size', size],
  ] as const)
    if (!/^\d{1,19}$/.test(text))
      keep(facts.flaws, { says: `a constant has the ${what} ${JSON.stringify(text.slice(0, 40))}`, line })
  if (/^\d{1,19}$/.test(offset) && /^\d{1,19}$/.test(size) && BigInt(offset) + BigInt(size) > 2n ** 53n)
    keep(facts.flaws, { says: `a constant of ${size} bytes at ${offset} lies beyond any file`, line })
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= MAX_FACTS) throw overLimit(`more than ${MAX_FACTS} facts of one kind`)
  list.push(item)
}
