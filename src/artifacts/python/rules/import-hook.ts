import type { Rule } from '../../../model/rule.ts'
import type { PythonFacts } from '../facts.ts'
import { draftOf, runsByItself } from '../judgement.ts'

export const importHook: Rule<PythonFacts> = {
  id: 'python-import-hook',
  title: 'Changes how Python imports or what its built-ins do',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Import hooks and replaced built-ins act on every module that is loaded afterwards. Packages use them to load lazily, so alone ' +
    'they are low; where the same file also runs code or commands by itself, they are how it reaches into other modules, and high.',
  remedy: 'Read what the hook does to the modules that pass through it.',
  references: ['CWE-506'],
  *check(facts, path) {
    const acts = facts.acts.filter((a) => a.does === 'hook')
    const armed = facts.acts.some(
      (a) =>
        (a.does === 'command' || a.does === 'send' || a.does === 'fetch' || a.does === 'connect') &&
        runsByItself(a),
    )
    const severity = armed ? 'high' : 'low'
    for (const act of acts) yield draftOf(path, { act, message: 'hooks into the import system', severity })
    for (const oddity of facts.oddities) {
      if (oddity.kind !== 'patched-builtin') continue
      const at = { path, range: oddity.at }
      yield {
        message: `${oddity.says}: ${oddity.code.slice(0, 160)}`,
        at,
        evidence: [{ at, says: oddity.says, excerpt: oddity.code.slice(0, 160) }],
        seen: oddity.says,
        severity,
      }
    }
  },
}
