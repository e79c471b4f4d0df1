import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { ExecutableFacts } from '../facts.ts'
import { isDisguised } from './disguised.ts'

export const program: Rule<ExecutableFacts> = {
  id: 'executable-program',
  title: 'A program lies beside the model',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Native programs and libraries, compiled bytecode and installers cannot be reviewed as source can, and code of the ' +
    'same repository (a custom operator, a `ctypes` call, an import of a `.pyc`) runs them without asking.',
  remedy: 'Build it from reviewed source, or remove it where the model loads without it.',
  references: ['CWE-829'],
  *check(facts, path) {
    if (facts.nature === 'script' || isDisguised(facts)) return
    const at = { path, range: byteRange(0, 4) }
    const says = facts.detail === undefined ? facts.title : `${facts.title} (${facts.detail.slice(0, 80)})`
    yield {
      message: `runs as native code or bytecode when something starts or loads it: ${says}`,
      at,
      evidence: [{ at, says: `header of: ${says}` }],
      seen: says,
      ...((facts.title === 'WebAssembly module' || isPythonCache(path)) && { severity: 'low' as const }),
    }
  },
}

/** Python writes one there for each module that it imports, and reads it only beside a source of the recorded date. */
function isPythonCache(path: string): boolean {
  return /(?:^|[/!])__pycache__\/[^/!]+\.cpython-\d+(?:\.opt-\d)?\.pyc$/.test(path)
}
