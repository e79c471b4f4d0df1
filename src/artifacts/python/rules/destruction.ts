import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, oncePerPlace, runsByItself, type ActFinding } from '../judgement.ts'
import { FROM } from '../value.ts'

export const destruction: Rule<PythonFacts> = {
  id: 'python-destruction',
  title: 'Destroys or encrypts what is not its own',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A home directory or a whole file system is removed, or files are replaced by their encrypted form beside a ransom note.',
  remedy: 'Do not load it.',
  references: ['CWE-506'],
  *check(facts, path) {
    for (const finding of oncePerPlace(facts.acts.flatMap((act) => judge(act, facts))))
      yield draftOf(path, finding)
  },
}

const EVERYTHING = /^(?:\/|~\/?|\/(?:home|etc|usr|var|boot|root|Users)\/?|[A-Za-z]:[\\/]*)\*?$/

function judge(act: Act, facts: PythonFacts): ActFinding[] {
  if (act.does === 'delete' && act.texts.some((t) => EVERYTHING.test(t)))
    return [{ act, message: `removes a whole file system ${onWhat(act.when)}`, severity: 'critical' }]
  const ransom = facts.places.some((p) => /files .*encrypted|\.onion/i.test(p))
  if (act.does !== 'write' || !(act.from & FROM.encrypted)) return []
  const replaces = facts.acts.some((a) => a.does === 'delete')
  if (ransom) return [{ act, message: `encrypts files for ransom ${onWhat(act.when)}`, severity: 'critical' }]
  if (replaces && runsByItself(act))
    return [{ act, message: `replaces files by encrypted ones ${onWhat(act.when)}`, severity: 'high' }]
  return []
}
