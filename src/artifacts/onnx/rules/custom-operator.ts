import { byteRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { OnnxFacts, OperatorFact } from '../facts.ts'
import { functionNames, leavesTensors, originOf } from '../operators.ts'

const MAX_FINDINGS = 100

export const customOperator: Rule<OnnxFacts> = {
  id: 'onnx-custom-operator',
  title: 'Needs operators that no ONNX runtime has',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'An operator that is neither standard nor of a common runtime nor a function of the model only runs after a native ' +
    'library was loaded that implements it. That library, not the model, is what executes: it has to come from somewhere ' +
    'that you trust. Operators whose names promise shells, files or the network are worse than others, and an unknown ' +
    'operator in the standard domain poses as a standard one.',
  remedy: 'Find out which library implements the operator, and load it only from its own publisher.',
  references: ['CWE-829'],
  *check(facts, path) {
    const functions = functionNames(facts)
    const said = new Set<string>()
    for (const operator of facts.operators) {
      const judged = judge(operator, functions)
      const name = `${operator.domain}::${operator.type}`
      if (judged === undefined || said.has(name)) continue
      if (said.size >= MAX_FINDINGS) return
      said.add(name)
      const at = { path, range: byteRange(operator.at.start, operator.at.end) }
      yield { ...judged, at, evidence: [{ at, says: judged.message }], seen: name }
    }
  },
}

function judge(
  operator: OperatorFact,
  functions: ReadonlySet<string>,
): Pick<FindingDraft, 'message' | 'severity'> | undefined {
  const origin = originOf(operator, functions)
  const type = JSON.stringify(operator.type.slice(0, 100))
  if (origin === 'standard' || origin === 'function') return undefined
  if (origin === 'runtime')
    return leavesTensors(operator)
      ? {
          severity: 'medium',
          message: `uses ${type} of ${operator.domain}, whose name leaves the world of tensors`,
        }
      : undefined
  const from =
    origin === 'foreign'
      ? ` of domain ${JSON.stringify(operator.domain.slice(0, 100))}`
      : ' as if it were standard'
  if (leavesTensors(operator))
    return {
      severity: 'high',
      message: `runs a custom native operator named for what no tensor needs: ${type}${from}`,
    }
  return origin === 'foreign'
    ? { message: `needs a native library for the custom operator ${type}${from}` }
    : { severity: 'medium', message: `uses the unknown operator ${type}${from}` }
}
