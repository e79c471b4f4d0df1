import type { Rule } from '../../../model/rule.ts'
import { assessedAs, clip, locate } from '../drafts.ts'
import { codeNames, isTelling } from '../embedded-code.ts'
import type { PickleFileFacts } from '../facts.ts'
import type { Value } from '../value.ts'

export const embeddedCode: Rule<PickleFileFacts> = {
  id: 'pickle-embedded-code',
  title: 'Python functions travel in the pickle',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'dill and cloudpickle store functions as bytecode and rebuild them on load. The code runs when somebody calls the ' +
    'function, often right after loading, and cannot be read without a disassembler. The names that it uses are listed.',
  remedy: 'Ask for the function as source; load the file only if you trust its author with a shell.',
  references: ['CWE-502', 'CWE-506'],
  *check(facts, path) {
    for (const stream of facts.streams) {
      const found = [...assessedAs({ ...facts, streams: [stream] }, 'embedded')]
      const [first] = found
      if (first === undefined) continue
      const names = codeNames(found.flatMap(({ unproven }) => contents(unproven.effect)))
      const at = locate(path, first.unproven.at)
      const using = names.length > 0 ? ` using ${clip(names.slice(0, 8).join(', '), 120)}` : ''
      yield {
        message: `${first.assessment.gadget.does}${using}`,
        severity: isTelling(names) ? 'critical' : 'high',
        at,
        evidence: [
          {
            at,
            says: `names in the code: ${clip(names.join(' '), 400) || 'none'}`,
            excerpt: first.unproven.code,
          },
          ...found.slice(1, 8).map(({ unproven }) => ({
            at: locate(path, unproven.at),
            says: clip(unproven.says),
            excerpt: unproven.code,
          })),
        ],
        seen: names.join(' ') || first.unproven.code,
      }
    }
  },
}

function contents(effect: { readonly kind: string }): Value[] {
  const { call, state, items } = effect as {
    readonly call?: Value & { readonly kind: 'call' }
    readonly state?: Value
    readonly items?: readonly Value[]
  }
  return [...(call?.args ?? []), ...(state === undefined ? [] : [state]), ...(items ?? [])]
}
