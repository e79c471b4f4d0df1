import type { Rule } from '../../../model/rule.ts'
import type { HydraFacts } from '../facts.ts'
import { judgeTarget } from '../judge.ts'
import { location } from './code-execution.ts'

export const unknownTarget: Rule<HydraFacts> = {
  id: 'hydra-unknown-target',
  title: 'The configuration calls code of another package',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A key that names what to import and call leads to a package that is no known framework. Projects build their own ' +
    'classes in this way, hence low; a plain function of an unknown package, or a name that is put together while the ' +
    'configuration is read, is medium.',
  remedy: 'Review the package that it names before you load the model.',
  references: ['CWE-470', 'CWE-829'],
  *check(facts, path) {
    const told = new Set<string>()
    for (const { target, key, line, certain } of facts.targets) {
      const tier = judgeTarget(target)
      if (told.has(target) || !certain || (tier !== 'class' && tier !== 'function' && tier !== 'dynamic'))
        continue
      told.add(target)
      const at = location(path, line)
      yield {
        message:
          tier === 'dynamic'
            ? `calls what is only known when it is read: ${target.slice(0, 150)}`
            : `calls code of a package that is not known: ${target.slice(0, 150)}`,
        at,
        evidence: [{ at, says: `${key} is ${target.slice(0, 160)}` }],
        seen: target,
        severity: tier === 'class' ? 'low' : 'medium',
      }
    }
  },
}
