import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, isLibrary, onWhat, oncePerPlace, type ActFinding } from '../judgement.ts'
import { isPublicAddress } from '../sources.ts'

export const network: Rule<PythonFacts> = {
  id: 'python-network',
  title: 'Uses the network before anyone asked it to',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'A module that a loader imports, a package or a set-up script talks to the network as soon as it is imported or installed. ' +
    'That tells a stranger who uses the model and lets the answer decide what happens next. A script that fetches a picture ' +
    'from a plain address is ordinary and low.',
  remedy: 'Load it without network access, or move the request behind a call that the user makes.',
  references: ['CWE-506', 'CWE-829'],
  *check(facts, path) {
    const library = isLibrary(facts, path)
    for (const finding of oncePerPlace(facts.acts.flatMap((act) => judge(act, library))))
      yield draftOf(path, finding)
  },
}

function judge(act: Act, library: boolean): ActFinding[] {
  const { does, when } = act
  if (does !== 'fetch' && does !== 'send' && does !== 'connect') return []
  if (when !== 'import' && when !== 'install' && when !== 'load') return []
  const message = `${does === 'fetch' ? 'downloads' : does === 'send' ? 'sends data' : 'connects'} ${onWhat(when)}`
  if (act.texts.some(isPublicAddress))
    return [{ act, message: `${message} (bare IP address)`, severity: 'high' }]
  if (when === 'load') return [{ act, message, severity: 'low' }]
  return [{ act, message, severity: library || when === 'install' ? 'high' : 'low' }]
}
