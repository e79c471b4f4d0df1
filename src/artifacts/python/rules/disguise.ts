import type { Rule } from '../../../model/rule.ts'
import type { Oddity, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, oncePerPlace, runsByItself } from '../judgement.ts'
import type { Severity } from '../../../model/severity.ts'

export const disguise: Rule<PythonFacts> = {
  id: 'python-disguise',
  title: 'Hides what it does from the reader',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The text is made so that a reviewer sees something else than Python does: look-alike letters in the name of a built-in, characters ' +
    'that turn the reading direction, code beyond the right edge, an encoding that turns comments into code, or a function that ' +
    'runs things and is reached through a name put together from pieces.',
  remedy: 'Do not load it; readable code has no reason for this.',
  references: ['CVE-2021-42574', 'CWE-506', 'CWE-1007'],
  *check(facts, path) {
    for (const oddity of facts.oddities) {
      const severity = SEVERITY[oddity.kind]
      if (!severity) continue
      const at = { path, range: oddity.at }
      const code = oddity.code.slice(0, 160)
      yield {
        message: `${oddity.says}: ${code}`,
        at,
        evidence: [{ at, says: oddity.says, excerpt: code }],
        seen: `${oddity.kind} ${code}`,
        severity,
      }
    }
    const reached = facts.acts.filter(
      (a) => a.indirect && (a.does === 'evaluate' || a.does === 'native-memory'),
    )
    const findings = reached.map((act) => ({
      act,
      message: `reaches ${act.name} through a disguised name ${onWhat(act.when)}`,
      severity: runsByItself(act) ? ('high' as const) : ('medium' as const),
    }))
    for (const finding of oncePerPlace(findings)) yield draftOf(path, finding)
  },
}

const SEVERITY: Readonly<Partial<Record<Oddity['kind'], Severity>>> = {
  bidi: 'medium',
  'disguised-name': 'high',
  'off-screen': 'high',
  'strange-coding': 'high',
  'too-deep': 'medium',
}
