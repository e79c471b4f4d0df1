import { isBareExecuting, isStandard, pythonReach } from '../../../text/python-name.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { KerasFacts, LambdaFact } from '../facts.ts'

export const lambda: Rule<KerasFacts> = {
  id: 'keras-lambda',
  title: 'The model contains Python code',
  severity: 'critical',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A Lambda layer stores a Python function as bytecode, which is executed while the model is rebuilt or called. ' +
    'Nothing bounds what it does; crafted bytecode needs no names at all to leave the interpreter. In HDF5 files ' +
    '`safe_mode` does not stop it. A Lambda that only names a function holds no code and needs that of its author instead, hence low.',
  remedy:
    'Do not load it; ask the publisher for a model whose Lambda layers are replaced by registered classes.',
  references: ['CVE-2024-3660', 'CVE-2025-9905', 'CWE-502', 'CWE-94'],
  *check(facts, path) {
    for (const fact of facts.lambdas) yield judge(fact, path)
  },
}

function judge({ where, code, named }: LambdaFact, path: string): FindingDraft {
  const at = { path }
  const place = where || 'the top'
  if (named !== undefined) {
    const dangerous = isBareExecuting(named) || pythonReach(named) === 'code'
    return {
      message: `calls the function '${named.slice(0, 100)}' of the loading program in a Lambda layer`,
      at,
      evidence: [{ at, says: `Lambda by name at ${place}` }],
      seen: `named ${named}`,
      // The file holds no code: like a custom layer, it needs code of its author.
      severity: dangerous ? 'critical' : 'low',
    }
  }
  const names = code?.names
  const uses = names && [...names, ...(code.strings ?? [])].filter((n) => n.length > 1).join(', ')
  const says = `Lambda of ${code?.size ?? 0} bytes of bytecode at ${place}`
  return {
    message: uses
      ? `runs Python code of the model's author when it is loaded or called: uses ${uses.slice(0, 140)}`
      : `runs Python code of the model's author when it is loaded or called`,
    at,
    evidence: [{ at, says, ...(uses !== undefined && { excerpt: uses.slice(0, 400) }) }],
    seen: `code ${uses ?? code?.size ?? ''}`,
    severity: names !== undefined && names.every(isArithmetic) ? 'high' : 'critical',
  }
}

/** Tensor functions by their plain names; whatever could import, open or reach into objects is not among them. */
function isArithmetic(name: string): boolean {
  return (
    !name.startsWith('__') &&
    !isBareExecuting(name) &&
    !isStandard(name) &&
    !/system|popen|exec|eval|import|file|write|load|url|request|socket|run/i.test(name)
  )
}
