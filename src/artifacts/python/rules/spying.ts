import type { Rule } from '../../../model/rule.ts'
import type { PythonFacts } from '../facts.ts'
import { draftOf, onWhat, runsByItself } from '../judgement.ts'

export const spying: Rule<PythonFacts> = {
  id: 'python-spying',
  title: 'Watches the keyboard, the screen or the clipboard',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Keystrokes, screenshots, the clipboard, the camera or the microphone are recorded. Together with the network, a file that ' +
    'collects them, or patterns of wallet addresses, this is a key logger or a clipboard thief. Programs that a user starts to ' +
    'control a desktop do the same openly and are not reported.',
  remedy: 'Do not load it before you know what is recorded and where it goes.',
  references: ['CWE-506', 'CWE-200'],
  *check(facts, path) {
    const acts = facts.acts.filter((a) => a.does === 'capture')
    const listens = acts.some((a) => /keyboard|clip|Clip/.test(a.name))
    const sends = facts.acts.some((a) => a.does === 'send' || a.does === 'connect')
    const wallets = facts.places.some((p) => /bc1|0x\[a-f|\[13\]/i.test(p))
    for (const act of acts) {
      if (!(sends && listens) && !wallets && !runsByItself(act)) continue
      const severity = (sends && listens) || wallets ? 'high' : 'medium'
      yield draftOf(path, { act, message: `records the user ${onWhat(act.when)}`, severity })
    }
  },
}
