import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { MxnetFacts } from '../facts.ts'

export const customOperator: Rule<MxnetFacts> = {
  id: 'mxnet-custom-operator',
  title: 'The graph runs registered Python or a library',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The operators `Custom`, `_Native` and `_NDArray` call back into Python code that the process registered; their older forms ' +
    'hold the address to call. Attributes that name libraries make loaders open them.',
  remedy: 'Do not run it unless you know the operator that it names.',
  references: ['CWE-94', 'CWE-829'],
  *check({ custom, references }, path) {
    for (const { op, type, line } of custom.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const message = `runs the registered Python operator ${JSON.stringify(type || op)}`
      yield { message, at, evidence: [{ at, says: `operator ${op}` }], seen: `${op} ${type}` }
    }
    for (const { attribute, target, line } of references.slice(0, 50)) {
      const at = { path, range: lineRange(line) }
      const message = `names ${JSON.stringify(target.slice(0, 120))} in ${attribute}`
      yield { message, at, evidence: [{ at, says: `attribute ${attribute}` }], seen: message }
    }
  },
}
