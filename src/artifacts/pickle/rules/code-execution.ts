import type { Rule } from '../../../model/rule.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import type { PickleFileFacts, UnprovenEffect } from '../facts.ts'

export const codeExecution: Rule<PickleFileFacts> = {
  id: 'pickle-code-execution',
  title: 'Code runs when the pickle is loaded',
  severity: 'critical',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A pickle is a program. This one calls, or has called through another object, something that runs commands, ' +
    'source, imports or further pickles of its choice. It is found by interpreting the opcodes, so that names that are ' +
    'put together from parts, passed through the memo or reached through another module (`numpy` + `os.system`) count too.',
  remedy:
    'Do not load it. Treat machines that have loaded it as compromised; ask the publisher for safetensors.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const { unproven, assessment } of assessedAs(facts, 'execution')) {
      const at = locate(path, unproven.at)
      const called = unproven.effect.kind === 'call' || hooks(unproven)
      yield {
        message: called
          ? `${assessment.does} on load: ${clip(unproven.code)}`
          : `${assessment.does}: ${clip(unproven.code)}`,
        severity: called ? 'critical' : 'high',
        at,
        evidence: [
          {
            at,
            says: `${assessment.gadget.module}.${assessment.gadget.name}: ${assessment.gadget.source}`,
            excerpt: unproven.code,
          },
        ],
        seen: unproven.code,
      }
    }
  },
}

/** A callable under a name that the next opcode looks up and calls. */
function hooks({ effect }: UnprovenEffect): boolean {
  if (effect.kind !== 'build') return false
  const dicts = effect.state.kind === 'tuple' ? effect.state.items : [effect.state]
  return dicts.some(
    (d) => d.kind === 'dict' && d.items.some(([k]) => k.kind === 'str' && /^__\w+__$/.test(k.value)),
  )
}
