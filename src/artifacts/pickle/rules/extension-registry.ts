import type { Rule } from '../../../model/rule.ts'
import { clip, locate } from '../drafts.ts'
import type { PickleFileFacts, UnprovenEffect } from '../facts.ts'
import type { Value } from '../value.ts'

export const extensionRegistry: Rule<PickleFileFacts> = {
  id: 'pickle-extension-registry',
  title: 'Names come from the extension registry',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    '`copyreg.add_extension` gives a number to a name; later opcodes call by the number. Nothing in the file shows what ' +
    'a number means unless the same file registers it, and no framework uses the registry.',
  remedy: 'Do not load it; what it calls depends on the process that loads it.',
  references: ['CWE-502'],
  *check(facts, path) {
    for (const stream of facts.streams) {
      const registers = stream.globals.find(
        ({ global }) => /^copy_?reg$/.test(global.module) && /extension/.test(global.name),
      )
      const uses = stream.unproven.find((u) => usesExtension(u))
      if (registers === undefined && uses === undefined) continue
      const at = locate(path, uses?.at ?? registers?.global.at ?? stream.start)
      yield {
        message:
          registers === undefined
            ? `calls by an extension number that it does not explain: ${clip(uses?.code ?? '')}`
            : 'registers a name under an extension number, to call it by the number',
        at,
        evidence: [{ at, says: 'extension registry', ...(uses && { excerpt: uses.code }) }],
        seen: uses?.code ?? 'add_extension',
      }
    }
  },
}

function usesExtension({ effect }: UnprovenEffect): boolean {
  if (effect.kind === 'call')
    return effect.call.callee.kind === 'extension' || effect.call.args.some(isExtension)
  return isExtension(effect.target)
}

function isExtension(value: Value): boolean {
  return value.kind === 'extension'
}
