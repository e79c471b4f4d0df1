import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OpenvinoFacts } from '../facts.ts'

export const nativeReference: Rule<OpenvinoFacts> = {
  id: 'openvino-native-reference',
  title: 'The model names a library, a kernel or an address',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Configurations of custom layers name kernels that are compiled for the GPU, and attributes can name libraries and ' +
    'addresses that a runtime or a tool loads. A network that was exported names none.',
  remedy: 'Do not load it before you know the library or kernel that it names.',
  references: ['CWE-829', 'CWE-114'],
  *check(facts, path) {
    for (const { element, attribute, target, line } of facts.references.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const message = `names ${JSON.stringify(target.slice(0, 120))} in ${element.slice(0, 60)} ${attribute.slice(0, 60)}`
      yield { message, at, evidence: [{ at, says: `attribute ${attribute.slice(0, 60)}` }], seen: message }
    }
  },
}
