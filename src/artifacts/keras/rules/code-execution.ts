import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { KerasFacts, KerasObject } from '../facts.ts'
import { judgeObject } from '../judge.ts'

export const codeExecution: Rule<KerasFacts> = {
  id: 'keras-code-execution',
  title: 'The configuration names functions that are no part of a model',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Keras rebuilds a model by importing the `module` of each object in its configuration and calling what ' +
    '`class_name` names. Versions before 3.9 import anything, so a configuration is a program: `os.system`, ' +
    '`subprocess.run`, or functions of Keras itself that download files, load other models or switch the safe mode off. ' +
    'Models consist of layers, losses, metrics, optimizers and their parts; whatever reaches outside of them is an attack.',
  remedy: 'Do not load it, also not with safe_mode=True: older versions of Keras run it all the same.',
  references: ['CVE-2025-1550', 'CVE-2025-8747', 'CVE-2025-9906', 'CWE-502'],
  *check(facts, path) {
    const told = new Set<string>()
    for (const object of facts.objects) {
      if (told.has(dotted(object))) continue
      told.add(dotted(object))
      const tier = judgeObject(object)
      if (tier === 'code') yield draft(object, path, `calls ${dotted(object)} while the model is loaded`)
      else if (tier === 'foreign')
        yield {
          ...draft(object, path, `imports ${dotted(object)}, which is no part of a model`),
          severity: 'medium',
        }
    }
  },
}

export function dotted({ module, name }: KerasObject): string {
  return (module === undefined ? name : `${module}.${name}`).slice(0, 160)
}

function draft(object: KerasObject, path: string, says: string): FindingDraft {
  const at = { path }
  return {
    message: says,
    at,
    evidence: [{ at, says: `${object.kind} ${dotted(object)} at ${object.where || 'the top'}` }],
    seen: dotted(object),
  }
}
