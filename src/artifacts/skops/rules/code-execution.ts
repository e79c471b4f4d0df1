import type { Rule } from '../../../model/rule.ts'
import type { SkopsFacts } from '../facts.ts'
import { judgeName } from '../judge.ts'

export const codeExecution: Rule<SkopsFacts> = {
  id: 'skops-code-execution',
  title: 'The object graph reaches functions that run code',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'skops rebuilds estimators by importing the names in `schema.json` and calling them. It asks the caller to trust ' +
    'types by name; a graph that names `os.system`, `operator.methodcaller` or a loader of pickles runs code as soon as ' +
    'someone trusts what is listed, and in older versions without being asked.',
  remedy: 'Do not load it and do not trust the types that it lists.',
  references: ['CVE-2025-54412', 'CVE-2025-54413', 'CVE-2025-54886', 'CWE-502'],
  *check(facts, path) {
    const told = new Set<string>()
    for (const { where, loader, declared, reached } of facts.nodes) {
      const name = [reached, declared].find((n) => judgeName(n) === 'code')
      if (name === undefined || told.has(name)) continue
      told.add(name)
      const at = { path }
      yield {
        message: `calls ${name.slice(0, 160)} when the model is loaded`,
        at,
        evidence: [
          {
            at,
            says: `${loader.slice(0, 60) || 'node'} at ${where || 'the top'}`,
            excerpt: name.slice(0, 200),
          },
        ],
        seen: `${loader} ${name}`,
      }
    }
  },
}
