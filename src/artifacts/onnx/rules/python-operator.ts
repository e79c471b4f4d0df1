import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { OnnxFacts, OperatorFact } from '../facts.ts'
import { functionNames } from '../operators.ts'

const MAX_FINDINGS = 100

export const pythonOperator: Rule<OnnxFacts> = {
  id: 'onnx-python-operator',
  title: 'An operator runs Python',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Some operators leave the runtime for Python: `PyOp` of ONNX Runtime imports a module that the model names, ' +
    '`PyCustomOp` of onnxruntime-extensions and `PythonOp` of ORTModule call functions that the process registered. ' +
    'A model that carries them decides which Python code runs during inference.',
  remedy:
    'Do not run it unless you know the module that it names; export the model without Python operators.',
  references: ['CWE-94', 'CWE-829'],
  *check(facts, path) {
    const functions = functionNames(facts)
    let count = 0
    for (const operator of facts.operators) {
      const says = functions.has(`${operator.domain}\0${operator.type}`) ? undefined : pythonOf(operator)
      if (says === undefined) continue
      if (++count > MAX_FINDINGS) return
      const at = { path, range: byteRange(operator.at.start, operator.at.end) }
      yield {
        message: says,
        at,
        evidence: [{ at, says: `operator ${operator.type} of domain ${operator.domain || 'ai.onnx'}` }],
        seen: says,
      }
    }
  },
}

function pythonOf({ domain, type, attributes }: OperatorFact): string | undefined {
  const { module, class_name: name, func_name: called, pyfunc } = attributes
  if (module !== undefined && name !== undefined)
    return `imports the Python module ${quote(module)} during inference and runs its ${quote(name)}`
  if (/^(PyOp|PyCustomOp|PythonOp|PythonOpGrad|PyFunc|PythonFunction)/.test(type))
    return `runs Python during inference: operator ${quote(type)}${of(called ?? pyfunc ?? module)}`
  if (/^py(op|custom|func)/i.test(domain))
    return `runs Python during inference: an operator of domain ${quote(domain)}`
  if (/^(?:ai\.onnx\.contrib|com\.microsoft\.extensions)$/.test(domain) && /^(Azure|OpenAI)/.test(type))
    return `sends its input over the network during inference: ${quote(type)}${of(attributes['model_uri'])}`
  return undefined
}

function of(what: string | undefined): string {
  return what === undefined ? '' : ` with ${quote(what)}`
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
