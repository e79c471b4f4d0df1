import type { Format } from '../../model/format.ts'
import type { SealedArchiveFacts } from './facts.ts'
import { modelName } from './rules/model-name.ts'

/** Archives that no model loader opens itself, but that people and malware ship models in. */
const KINDS: readonly { readonly magic: RegExp; readonly kind: string }[] = [
  { magic: /^377abcaf271c00/, kind: '7z archive' },
  { magic: /^526172211a07(?:00|0100)/, kind: 'RAR archive' },
  { magic: /^4d53434600000000/, kind: 'cabinet archive' },
  { magic: /^4c5a495001/, kind: 'lzip stream' },
  { magic: /^78617221001c/, kind: 'xar archive' },
]

export const sealedArchive: Format<SealedArchiveFacts> = {
  id: 'sealed-archive',
  title: 'Archive that is not opened',
  extensions: ['.7z', '.rar', '.cab', '.lz', '.xar'],
  onLoad: 'data',
  rules: [modelName],
  claims: ({ head }) => (kindOf(head) === undefined ? 'no' : 'yes'),
  *read({ path, bytes }) {
    const kind = kindOf(bytes.read(0, 8))
    if (kind === undefined) return
    const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1)
    yield { kind: 'facts', facts: { kind, name } }
    yield {
      kind: 'gap',
      gap: { at: { path }, reason: 'unsupported', detail: `a ${kind}, which is not opened` },
    }
  },
}

function kindOf(head: Buffer): string | undefined {
  const hex = head.toString('hex', 0, 8)
  return KINDS.find(({ magic }) => magic.test(hex))?.kind
}
