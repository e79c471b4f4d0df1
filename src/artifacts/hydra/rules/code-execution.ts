import { lineRange, type Location } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HydraFacts, TargetFact } from '../facts.ts'
import { judgeTarget } from '../judge.ts'

export const codeExecution: Rule<HydraFacts> = {
  id: 'hydra-code-execution',
  title: 'The configuration calls functions that run code',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Hydra, NeMo, Lightning and latent-diffusion code import whatever `_target_`, `class_path` or `target` names and ' +
    'call it with the arguments beside it, before any weight is read. Nothing restricts the name, so the configuration ' +
    'runs commands as a pickle does.',
  remedy: 'Do not load it; build the model from a configuration of your own.',
  references: ['CVE-2025-23304', 'CWE-94', 'CWE-470'],
  *check(facts, path) {
    for (const fact of facts.targets) {
      const tier = judgeTarget(fact.target)
      if (tier !== 'code' && tier !== 'system') continue
      const at = location(path, fact.line)
      const call = rendered(fact)
      yield {
        message:
          tier === 'code'
            ? `runs code when the model is built: ${call}`
            : `calls the standard library when the model is built: ${call}`,
        at,
        evidence: [{ at, says: `${fact.key} is ${fact.target.slice(0, 160)}`, excerpt: call }],
        seen: `${fact.target} ${fact.args}`,
        ...(tier === 'system' && { severity: 'medium' as const }),
      }
    }
  },
}

export function location(path: string, line: number | undefined): Location {
  return line === undefined ? { path } : { path, range: lineRange(line) }
}

function rendered({ target, args }: TargetFact): string {
  return `${target}(${args})`.slice(0, 180)
}
