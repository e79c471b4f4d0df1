import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { Torch7Facts } from '../facts.ts'

export const bytecode: Rule<Torch7Facts> = {
  id: 'torch7-bytecode',
  title: 'The file carries Lua bytecode',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Lua Torch stores functions as bytecode and loads them without a check; crafted bytecode leaves the interpreter while it is ' +
    'loaded, and any function runs with the rights of the process once the model calls it.',
  remedy: 'Do not load it; convert the model with the tool of somebody you trust, or ask for weights only.',
  references: ['CWE-502', 'CWE-94'],
  *check({ functions }, path) {
    const [first] = functions
    if (first === undefined) return
    const at = { path, range: byteRange(first.at, first.at + first.size) }
    const message = `loads ${functions.length} Lua functions as bytecode`
    yield { message, at, evidence: [{ at, says: `${first.size} bytes of bytecode` }], seen: message }
  },
}
