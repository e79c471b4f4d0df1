import { decodeXml } from '../../bytes/xml.ts'
import type { Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import { emptyDocument, readDocument } from './document.ts'
import type { OpenvinoFacts } from './facts.ts'
import { extensionOperation } from './rules/extension-operation.ts'
import { externalEntity } from './rules/external-entity.ts'
import { layout } from './rules/layout.ts'
import { nativeReference } from './rules/native-reference.ts'

export const openvino: Format<OpenvinoFacts> = {
  id: 'openvino',
  title: 'OpenVINO IR',
  extensions: ['.xml'],
  onLoad: 'data',
  rules: [externalEntity, extensionOperation, nativeReference, layout],
  claims: ({ head, text: plain }) => {
    if (plain === undefined || !/^\s*</.test(plain.slice(0, 4096))) return 'no'
    const text = decodeXml(head)
    return isNetwork(text) || /<CustomLayer\s[^>]{0,256}\btype\s*=/.test(text) ? 'yes' : 'no'
  },
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

/** A network starts with its layers, or with inputs and outputs of older releases. */
function isNetwork(text: string): boolean {
  return /<net\s[^>]{0,4096}>/.test(text) && /<layers?[\s>/]/.test(text)
}
