import type { Rule } from '../../../model/rule.ts'
import type { KerasFacts } from '../facts.ts'
import { judgeObject } from '../judge.ts'
import { dotted } from './code-execution.ts'

/** Names shown; a model has one custom layer many times. */
const SHOWN = 5

export const customObject: Rule<KerasFacts> = {
  id: 'keras-custom-object',
  title: 'The model needs code of its author',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The model contains layers or functions that Keras does not have. They load only where the package of their ' +
    'author is installed or the caller registers them, so the file itself carries no code; but whoever loads the model ' +
    'runs that package. Custom layers are ordinary in published models, hence low.',
  remedy: 'Review the package that defines these classes before you install it.',
  references: ['CWE-829'],
  *check(facts, path) {
    const names = [
      ...new Set(facts.objects.filter((o) => judgeObject(o) === 'custom').map(dotted)),
    ].toSorted()
    if (names.length === 0) return
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
    const at = { path }
    const says = `needs code that is not Keras: ${names.slice(0, SHOWN).join(', ').slice(0, 160)}${more}`
    yield { message: says, at, evidence: [{ at, says }], seen: names.join(' ').slice(0, 2000) }
  },
}
