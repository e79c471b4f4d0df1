import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, type ActFinding } from '../judgement.ts'
import { FROM } from '../value.ts'

export const remoteControl: Rule<PythonFacts> = {
  id: 'python-remote-control',
  title: 'Hands the machine to someone on the network',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A connection whose other end becomes the input of a shell (descriptors replaced by a socket, a terminal spawned on it), or ' +
    'whose messages are run as commands: a reverse shell or a remote control.',
  remedy: 'Do not load it. If it ran, treat the machine as taken over.',
  references: ['CWE-506', 'CWE-912'],
  *check(facts, path) {
    for (const finding of judge(facts.acts)) yield draftOf(path, finding)
  },
}

function* judge(acts: readonly Act[]): Iterable<ActFinding> {
  const connection = acts.find((a) => a.does === 'connect' || a.does === 'listen')
  if (!connection) return
  const shell = acts.find(
    (a) =>
      (a.does === 'command' && (a.name === 'pty.spawn' || usesSocket(a) || (a.from & FROM.network) !== 0)) ||
      (a.does === 'evaluate' && (a.from & FROM.network) !== 0),
  )
  const descriptors = acts.find((a) => a.does === 'replace-descriptor')
  const command = acts.find((a) => a.does === 'command' && (a.when !== 'call' || isShell(a)))
  const act = shell ?? (descriptors && command ? descriptors : undefined)
  if (act) yield { act, message: `opens a remote shell ${onWhat(act.when)}`, severity: 'critical' }
}

/** A library that prepares descriptors for its children does not name a shell. */
function isShell(act: Act): boolean {
  return [...act.texts, ...(act.argv ?? [])].some((t) =>
    /(?:^|[\\/])(?:(?:ba|z|da|k)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?)$/.test(t),
  )
}

function usesSocket(act: Act): boolean {
  return ['stdin', 'stdout', 'stderr'].some((o) =>
    /^socket\.(?:socket|create_connection)\(\)/.test(act.options[o] ?? ''),
  )
}
