import type { Rule } from '../../../model/rule.ts'
import type { Act, PythonFacts } from '../facts.ts'
import { draftOf, onWhat, oncePerPlace, runsByItself, type ActFinding } from '../judgement.ts'
import { FROM } from '../value.ts'

export const persistence: Rule<PythonFacts> = {
  id: 'python-persistence',
  title: 'Plants itself where it is started again',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Something is written into a place from which the system, the shell or Python itself starts programs: profiles, cron, systemd, ' +
    'start-up folders, registry run keys, authorized keys, `.pth` files, `sitecustomize`.',
  remedy: 'Do not load it. If it ran, remove what it planted and look for what that started.',
  references: ['CWE-506', 'CWE-912'],
  *check(facts, path) {
    for (const finding of oncePerPlace(facts.acts.flatMap(judge))) yield draftOf(path, finding)
  },
}

function judge(act: Act): ActFinding[] {
  if (act.does !== 'write' && act.does !== 'registry') return []
  if (!(act.from & FROM.startPlace) && act.name !== 'crontab.CronTab') return []
  const severity =
    runsByItself(act) || act.does === 'registry' ? 'high' : act.when === 'main' ? 'medium' : 'low'
  return [{ act, message: `plants itself where it is started again ${onWhat(act.when)}`, severity }]
}
