import { byteRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { ExternalTensor, OnnxFacts } from '../facts.ts'
import { outsidePath } from '../../outside-path.ts'

/** One finding for each distinct lie; a model has thousands of tensors. */
const MAX_FINDINGS = 50

export const externalData: Rule<OnnxFacts> = {
  id: 'onnx-external-data',
  title: 'Tensor data comes from outside the model folder',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A tensor may name a file that holds its bytes. A loader that follows an absolute path, `..`, a drive, a network ' +
    'address or a process address reads files of the machine that loads the model into weights, where the model can ' +
    'give them out again. Offsets, lengths and keys that no writer produces have crashed or taken over loaders.',
  remedy: 'Do not load it; keep only models whose external data lies beside them.',
  references: ['CVE-2022-25882', 'CVE-2024-27318', 'CVE-2025-51480', 'CWE-22'],
  *check(facts, path) {
    const said = new Set<string>()
    for (const tensor of facts.external) {
      for (const [message, severity] of flawsOf(tensor)) {
        if (said.has(message) || said.size >= MAX_FINDINGS) continue
        said.add(message)
        const at = { path, range: byteRange(tensor.at.start, tensor.at.end) }
        yield {
          message,
          severity,
          at,
          evidence: [{ at, says: `tensor ${quote(tensor.tensor)}: ${message}` }],
          seen: message,
        }
      }
    }
  },
}

function* flawsOf(tensor: ExternalTensor): Generator<[string, NonNullable<FindingDraft['severity']>]> {
  const { location, basepath, offset, length, needs, otherKeys } = tensor
  if (location === undefined) yield ['keeps tensor data outside the model and does not say where', 'medium']
  const place = location === undefined ? undefined : outsidePath(location)
  if (location !== undefined && place !== undefined)
    yield [`reads a tensor from ${quote(location)}, which ${place}`, 'high']
  if (basepath !== undefined && basepath !== '')
    yield [
      `moves the folder of external data to ${quote(basepath)}`,
      outsidePath(basepath) ? 'high' : 'medium',
    ]
  for (const key of otherKeys)
    yield [
      `sets the unknown external data key ${quote(key)}, which lenient loaders take as an attribute`,
      'high',
    ]
  for (const [what, text] of [
    ['offset', offset],
    ['length', length],
  ] as const)
    if (text !== undefined && !isSize(text))
      yield [`gives ${quote(text)} as the ${what} of external data`, 'high']
  if (
    length !== undefined &&
    isSize(length) &&
    needs !== undefined &&
    BigInt(length) !== needs &&
    BigInt(length) !== 0n
  )
    yield [`gives ${length} bytes of external data to a shape that needs ${needs}`, 'medium']
}

function isSize(text: string): boolean {
  return /^\d{1,19}$/.test(text) && BigInt(text) < 2n ** 63n
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 120))
}
