import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { LlamafileFacts } from '../facts.ts'

export const program: Rule<LlamafileFacts> = {
  id: 'llamafile-program',
  title: 'Weights inside a program',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A llamafile is a native program with the weights in a zip at its end. It is made to be started, so whoever built it ' +
    'decides what runs; nothing about the weights can vouch for the program.',
  remedy:
    'Extract the GGUF with unzip and load that with your own runtime, or verify the signature of the release.',
  references: ['CWE-829'],
  *check({ program: kind, carries }, path) {
    const at = { path, range: byteRange(0, 8) }
    const message = `is a native program by design (${kind === 'ape' ? 'runs on six systems' : 'ELF'}) that carries ${carries.slice(0, 3).join(', ').slice(0, 120)}`
    yield {
      message,
      at,
      evidence: [{ at, says: 'header of a program, directory of a zip at the end' }],
      seen: message,
    }
  },
}
