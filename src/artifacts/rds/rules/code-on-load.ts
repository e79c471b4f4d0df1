import { byteRange } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { CodeFact, RdsFacts } from '../facts.ts'
import { dangerousCalls } from '../names.ts'

export const codeOnLoad: Rule<RdsFacts> = {
  id: 'rds-code-on-load',
  title: 'R runs code from the file when it is loaded or looked at',
  severity: 'critical',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A promise is an expression that R evaluates the moment somebody looks at the value. In a file it looks like data: ' +
    'reading the object, or printing it, runs the expression. `.First` in a workspace runs when R starts in its folder. ' +
    'R keeps promises in environments of its own accord; those are reported only when they call what reaches outside.',
  remedy: 'Do not load it in R; ask for the model in a format that holds data only.',
  references: ['CVE-2024-27322', 'CWE-502'],
  *check(facts, path) {
    for (const code of facts.code.slice(0, 1000)) {
      const judged = judge(code)
      if (judged === undefined) continue
      const at = { path, range: byteRange(code.at) }
      yield {
        ...judged,
        at,
        evidence: [{ at, says: `${code.kind} in ${code.inside}` }],
        seen: judged.message,
      }
    }
  },
}

function judge({
  kind,
  inside,
  pending,
  calls,
}: CodeFact): Pick<FindingDraft, 'message' | 'severity'> | undefined {
  const shown = calls.slice(0, 6).join(', ').slice(0, 150)
  const dangerous = dangerousCalls(calls)
  if (kind === 'startup-function')
    return { severity: 'critical', message: `runs a function when R starts or ends: calls ${shown}` }
  if (kind === 'mapped-file')
    return { severity: 'high', message: 'maps a file of the machine into memory on load' }
  if (kind !== 'promise') return undefined
  if (inside === 'data' && pending)
    return {
      severity: 'critical',
      message: `runs an expression as soon as the value is used: a promise that calls ${shown || 'nothing'}`,
    }
  if (pending && dangerous.length > 0)
    return {
      severity: 'high',
      message: `runs ${dangerous.join(', ')} when a variable of a stored environment is used`,
    }
  return inside === 'data'
    ? { severity: 'medium', message: 'holds a promise where R never writes one' }
    : undefined
}
