import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, oncePerPlace, runsByItself, type ActFinding } from '../judgement.ts'
import { FROM } from '../value.ts'

export const exfiltration: Rule<PythonFacts> = {
  id: 'python-exfiltration',
  title: 'Sends away what is not its own',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Keys, browser profiles, wallets, the whole environment, keystrokes or the screen are read and sent over the network, or ' +
    'the identity of the machine goes to an address that collects for anyone: a chat webhook, a paste site, a tunnel, a bare IP ' +
    'address. One key of the environment in a request to its own service is what every API client does and is not reported.',
  remedy: 'Do not load it. If it ran, rotate every key that the account could read.',
  references: ['CWE-200', 'CWE-506'],
  *check(facts, path) {
    const found = oncePerPlace(facts.acts.flatMap((act) => judge(act, facts)))
    for (const finding of found) yield draftOf(path, finding)
  },
}

const OUTWARD = new Set(['send', 'fetch', 'resolve', 'connect'])
/** Places whose mention next to a collecting address needs no proof of the flow between them. */
const STRONG =
  /id_rsa|id_ed25519|\.aws|Login Data|leveldb|Local State|wallet|Exodus|Electrum|Cookies|\.git-credentials|shadow|metamask|Chrome|Firefox|Brave|tdata|discord|token|\.kube|\.ssh/i

function judge(act: Act, facts: PythonFacts): ActFinding[] {
  if (!OUTWARD.has(act.does)) return []
  const when = onWhat(act.when)
  const { from } = act
  const out = (message: string, severity: ActFinding['severity']): ActFinding[] => [
    { act, message: `${message} ${when}`, severity },
  ]
  if (from & FROM.secret) return out('sends keys or credentials', 'critical')
  if (from & FROM.environment) return out('sends the environment with all its keys', 'critical')
  if (from & FROM.capture) return out('sends the screen, the clipboard or keystrokes', 'critical')
  const drop = (from & FROM.dropPoint) !== 0
  if (drop && from & FROM.token) return out('sends a key to a collecting address', 'critical')
  if (facts.places.some((p) => STRONG.test(p)) && (drop || (act.does === 'send' && manyPlaces(facts))))
    return out('reads places of keys and sends to a collecting address', 'critical')
  if (from & FROM.host && (drop || runsByItself(act)) && act.does !== 'connect')
    return out('reports who and where the machine is', 'high')
  if (drop && runsByItself(act)) return out('talks to a collecting address', 'high')
  if (drop && act.does === 'send') return out('sends to a collecting address', 'low')
  return []
}

function manyPlaces(facts: PythonFacts): boolean {
  return facts.places.filter((p) => STRONG.test(p)).length >= 3
}
