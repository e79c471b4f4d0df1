import type { Rule } from '../../../model/rule.ts'
import type { PythonFacts } from '../facts.ts'
import { draftOf, onWhat, SMUGGLED } from '../judgement.ts'
import { FROM } from '../value.ts'

const SHOWN = 5

export const dynamicCode: Rule<PythonFacts> = {
  id: 'python-dynamic-code',
  title: 'Executes computed code, or loads what can execute code',
  severity: 'low',
  confidence: 'firm',
  since: '0.1.0',
  description:
    '`exec` and `eval` on text that is not constant, unpickling, and code fetched by `torch.hub` are ordinary tools that hand over ' +
    'control to whoever supplies their input. Worth knowing; what makes them attacks has rules of its own.',
  remedy: 'Make sure that their input comes from where you think it does.',
  references: ['CWE-95', 'CWE-502'],
  *check(facts, path) {
    const acts = facts.acts.filter(
      (a) =>
        !(a.from & SMUGGLED) &&
        !a.indirect &&
        ((a.does === 'evaluate' && (a.texts.length === 0 || a.from & FROM.partial)) ||
          (a.does === 'unpickle' && unsafe(a.name, a.options)) ||
          a.name === 'torch.hub.load'),
    )
    for (const act of acts.slice(0, SHOWN))
      yield draftOf(path, { act, message: `${verb(act.does)} ${onWhat(act.when)}`, severity: 'low' })
  },
}

function unsafe(name: string, options: Readonly<Record<string, string>>): boolean {
  if (name === 'numpy.load') return options['allow_pickle'] === '1'
  if (name === 'torch.load') return options['weights_only'] !== '1'
  return name !== 'yaml.load' || !/Safe/.test(options['Loader'] ?? '')
}

function verb(does: string): string {
  if (does === 'evaluate') return 'executes computed code'
  return does === 'unpickle' ? 'loads data that can run code' : 'runs code of another repository'
}
