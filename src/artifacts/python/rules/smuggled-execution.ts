import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import {
  draftOf,
  onWhat,
  oncePerPlace,
  originWord,
  runsByItself,
  SMUGGLED,
  type ActFinding,
} from '../judgement.ts'
import { FROM } from '../value.ts'

export const smuggledExecution: Rule<PythonFacts> = {
  id: 'python-smuggled-execution',
  title: 'Executes code that is not in the file for anyone to read',
  severity: 'critical',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Source code, a code object, a library or a program that was downloaded, decoded, decrypted or unmarshalled is executed. ' +
    'There is no reason for a model to hide its code, and what is downloaded can change after every review. ' +
    'Constants are decoded here, and what they hold is reviewed like the file itself.',
  remedy: 'Do not load it. If the code is needed, get it in the clear, review it and pin it.',
  references: ['CWE-94', 'CWE-506', 'CWE-494'],
  *check(facts, path) {
    for (const finding of oncePerPlace(facts.acts.flatMap(judge))) yield draftOf(path, finding)
  },
}

function judge(act: Act): ActFinding[] {
  const { does, from, dropped } = act
  const when = onWhat(act.when)
  if (does === 'evaluate' && (dropped || from & SMUGGLED)) {
    const what = dropped ? 'downloaded' : originWord(from)
    return [
      { act, message: `executes ${what} code ${when}`, severity: runsByItself(act) ? 'critical' : 'high' },
    ]
  }
  if (does === 'unpickle') return unpickling(act, when)
  if (does === 'load-library' && dropped)
    return [{ act, message: `loads a library that it downloaded ${when}`, severity: 'critical' }]
  return []
}

/** Libraries exchange pickles with their own processes: in a function that someone calls this is ordinary. */
function unpickling(act: Act, when: string): ActFinding[] {
  const { from, name } = act
  if (!(from & (FROM.network | FROM.decoded | FROM.decrypted)) || name === 'numpy.load') return []
  if (name.startsWith('marshal.')) return []
  const constant = act.texts.some((t) => t.length > 8) && (from & FROM.decoded) !== 0
  if (constant) return [{ act, message: `unpickles a hidden constant ${when}`, severity: 'high' }]
  if (act.when !== 'import' && act.when !== 'install') return []
  return [{ act, message: `unpickles ${originWord(from)} data ${when}`, severity: 'high' }]
}
