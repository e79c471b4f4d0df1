import { decodeXml } from '../../bytes/xml.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { emptyDocument, readDocument } from './document.ts'
import type { PmmlFacts } from './facts.ts'
import { externalEntity } from './rules/external-entity.ts'
import { externalReference } from './rules/external-reference.ts'
import { extensionCode } from './rules/extension-code.ts'
import { unknownFunction } from './rules/unknown-function.ts'

export const pmml: Format<PmmlFacts> = {
  id: 'pmml',
  title: 'PMML',
  extensions: ['.pmml', '.xml'],
  onLoad: 'data',
  rules: [externalEntity, externalReference, extensionCode, unknownFunction],
  claims,
  *read({ bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a document of ${bytes.size} bytes`)
    const facts = emptyDocument()
    let broken: unknown
    try {
      readDocument(decodeXml(bytes.read(0, bytes.size)), facts, () => ctx.checkpoint())
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}

/** The root element, or a DOCTYPE that asks for it, within the first bytes. */
function claims({ head, text: plain }: Sample): Claim {
  if (plain === undefined || !/^\s*</.test(plain.slice(0, 4096))) return 'no'
  const text = decodeXml(head)
  return /<(?:\w{1,64}:)?PMML[\s>/]|<!DOCTYPE\s+(?:\w{1,64}:)?PMML\b/.test(text) ? 'yes' : 'no'
}
