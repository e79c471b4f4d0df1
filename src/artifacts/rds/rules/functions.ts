import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { RdsFacts } from '../facts.ts'
import { shellCalls } from '../names.ts'

export const functions: Rule<RdsFacts> = {
  id: 'rds-functions',
  title: 'The object carries functions',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Models of R often carry functions: for prediction, or as the environment of a formula. They run when the model is used. ' +
    'Functions that start programs, open connections or load libraries are reported as high.',
  remedy: 'Read the functions before the model is used: str(object), or unserialise it in a sandbox.',
  references: ['CWE-502'],
  *check(facts, path) {
    const carried = facts.code.filter((code) => code.kind === 'function' || code.kind === 'bytecode')
    const [first] = carried
    if (first === undefined) return
    const names = [...new Set(carried.flatMap((code) => shellCalls(code.calls)))]
    const worst = carried.find((code) => shellCalls(code.calls).length > 0) ?? first
    const at = { path, range: byteRange(worst.at) }
    const message =
      names.length > 0
        ? `carries functions that call ${names.slice(0, 6).join(', ')}`
        : `carries ${carried.length} functions that run when it is used`
    yield {
      message,
      severity: names.length > 0 ? 'high' : 'low',
      at,
      evidence: [{ at, says: worst.kind }],
      seen: names.join(',') || 'functions',
    }
  },
}
