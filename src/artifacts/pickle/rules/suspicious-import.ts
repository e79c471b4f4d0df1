import type { Rule } from '../../../model/rule.ts'
import { clip, locate } from '../drafts.ts'
import type { PickleFacts, PickleFileFacts } from '../facts.ts'
import { gadgetOf } from '../gadgets/index.ts'
import { fullName } from '../allow/shape.ts'

const MAX_FINDINGS = 50

export const suspiciousImport: Rule<PickleFileFacts> = {
  id: 'pickle-suspicious-import',
  title: 'Names a dangerous function without calling it',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Loading imports the module and hands the function to whatever holds it: an attribute that a later call reaches, a ' +
    'hook, a default factory. A model has no use for it.',
  remedy: 'Do not use objects of this file before somebody has seen who calls the function.',
  references: ['CWE-502'],
  *check(facts, path) {
    let left = MAX_FINDINGS
    for (const stream of facts.streams) {
      const told = reached(stream)
      for (const { global, proven } of stream.globals) {
        if (proven || told.has(fullName(global))) continue
        const gadget = gadgetOf(global.module, global.name)
        if (gadget === undefined || left-- <= 0) continue
        const at = locate(path, global.at)
        yield {
          message: `carries ${clip(fullName(global), 100)}, which ${gadget.does}`,
          at,
          evidence: [{ at, says: `${gadget.module}.${gadget.name}: ${gadget.source}` }],
          seen: fullName(global),
        }
      }
    }
  },
}

/** Globals that findings about calls already name. */
function reached(stream: PickleFacts): Set<string> {
  return new Set(stream.unproven.flatMap((u) => u.reaches.map((g) => fullName(g))))
}
