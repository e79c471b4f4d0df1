import { claimBudget, shapeOf } from '../../bytes/protobuf/shape.ts'
import { WireReader } from '../../bytes/protobuf/wire.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit } from '../../model/read-error.ts'
import type { CoremlFacts } from './facts.ts'
import { looksLikeManifest, readManifest } from './manifest.ts'
import { type Collected, readModel } from './model.ts'
import { customCode } from './rules/custom-code.ts'
import { outsideFile } from './rules/outside-file.ts'

/** Fields of Model that hold one kind of model or another. */
const KINDS = [
  200, 201, 202, 300, 301, 302, 303, 304, 400, 401, 402, 403, 404, 500, 501, 502, 555, 556, 560, 600, 601,
  602, 603, 604, 606, 607, 609, 610, 900, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 3000,
]

export const coreml: Format<CoremlFacts> = {
  id: 'coreml',
  title: 'Core ML',
  extensions: ['.mlmodel', '.mlpackage'],
  onLoad: 'data',
  rules: [customCode, outsideFile],
  claims,
  *read({ bytes }, ctx) {
    const tick = (): void => ctx.checkpoint()
    const container = looksLikeManifest(bytes.read(0, 4096)) ? 'mlpackage' : 'mlmodel'
    const facts: Collected = { container, specification: 0, custom: [], references: [], metadata: [] }
    let broken: unknown
    try {
      if (container === 'mlpackage') {
        if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a manifest of ${bytes.size} bytes`)
        readManifest(bytes.read(0, bytes.size).toString('utf8'), facts, tick)
      } else {
        const reader = new WireReader(bytes, tick)
        readModel(reader, reader.whole, facts)
      }
    } catch (error) {
      broken = error
    }
    yield { kind: 'facts', facts }
    if (broken !== undefined) throw broken
  },
}

/** A version, a description that is a message, and one of the kinds; nothing else has fields so far apart. */
function claims({ head, bytes }: Sample): Claim {
  if (head.length < 4) return 'no'
  if (looksLikeManifest(head)) return 'yes'
  const reader = new WireReader(bytes, claimBudget(), head)
  const { seen, broken } = shapeOf(reader, reader.whole)
  if (broken || !seen.has('1:0') || !KINDS.some((kind) => seen.has(`${kind}:2`))) return 'no'
  const described = (seen.get('2:2') ?? []).every((span) => !shapeOf(reader, span).broken)
  return described ? 'yes' : 'no'
}
