import type { Severity } from '../../../model/severity.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HydraFacts, TagFact } from '../facts.ts'
import { judgeTarget } from '../judge.ts'
import { location } from './code-execution.ts'

/** Tags for plain values. */
const VALUES = /^(?:tuple|str|unicode|int|long|bool|complex|none|dict|list|float|bytes|set)$/

export const yamlTag: Rule<HydraFacts> = {
  id: 'hydra-yaml-tag',
  title: 'A YAML tag imports Python',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Tags such as `!!python/object/apply` make `yaml.load` with an unsafe loader (the default before PyYAML 5.1, still ' +
    'in use by model code) import a name and call it; `!apply:` and `!new:` do so for HyperPyYAML, and `!!javax.script…` ' +
    'makes SnakeYAML build any class. A configuration needs none of them.',
  remedy: 'Do not load it with yaml.load or yaml.unsafe_load; rewrite the values as plain YAML.',
  references: ['CVE-2017-18342', 'CVE-2020-14343', 'CWE-502'],
  *check(facts, path) {
    for (const tag of facts.tags) {
      const severity = judge(tag)
      if (severity === undefined) continue
      const at = location(path, tag.line)
      const call = `${tag.target}(${tag.args})`.slice(0, 160)
      yield {
        message:
          severity === 'critical'
            ? `runs code when the YAML is loaded: ${call}`
            : tag.verb === 'foreign'
              ? `makes an object of any class when the YAML is loaded: ${call}`
              : `imports Python when the YAML is loaded: ${call}`,
        severity,
        at,
        evidence: [{ at, says: `tag ${spelling(tag)}`, excerpt: call }],
        seen: `${tag.verb} ${tag.target} ${tag.args}`,
      }
    }
  },
}

function spelling({ verb, target }: TagFact): string {
  const name = target.slice(0, 120)
  if (verb === 'foreign') return `!!${name}`
  return verb.startsWith('hyper/') ? `!${verb.slice(6)}:${name}` : `!!python/${verb}:${name}`
}

function judge({ verb, target }: TagFact): Severity | undefined {
  if (VALUES.test(verb)) return undefined
  if (verb === 'foreign') return 'high'
  const tier = judgeTarget(target)
  if (tier === 'code') return 'critical'
  if (tier === 'known') return undefined
  if (verb === 'module') return 'high'
  // Recipes name classes and functions of their own in such tags; what is dangerous was judged before.
  if (verb.startsWith('hyper/')) return tier === 'system' ? 'medium' : 'low'
  if (verb === 'name' || verb === 'object') return tier === 'class' ? 'low' : 'medium'
  return 'high'
}
