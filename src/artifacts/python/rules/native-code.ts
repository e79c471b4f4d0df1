import type { Rule } from '../../../model/rule.ts'
import type { PythonFacts } from '../facts.ts'
import { draftOf, onWhat, runsByItself } from '../judgement.ts'

export const nativeCode: Rule<PythonFacts> = {
  id: 'python-native-code',
  title: 'Runs machine code from memory',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Memory is made executable, filled and started, in this process or another one, or a program is run from an anonymous file: ' +
    'how shellcode is injected. No model library does this through ctypes.',
  remedy: 'Do not load it. If it ran, treat the machine as taken over.',
  references: ['CWE-506', 'CWE-94'],
  *check(facts, path) {
    const acts = facts.acts.filter((a) => a.does === 'native-memory' && a.name !== 'ctypes.CFUNCTYPE()')
    const injects = acts.some((a) => /Write|Move|Thread/.test(a.name)) || acts.length > 1
    for (const act of acts.slice(0, 20)) {
      const severity = injects || runsByItself(act) ? 'critical' : 'medium'
      yield draftOf(path, { act, message: `prepares memory for machine code ${onWhat(act.when)}`, severity })
    }
  },
}
