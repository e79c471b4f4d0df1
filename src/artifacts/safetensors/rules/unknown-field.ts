import type { Rule } from '../../../model/rule.ts'
import type { SafetensorsFacts } from '../facts.ts'
import type { FlawKind } from '../../../tensors/safetensors/facts.ts'
import { flawFindings } from '../../flaw-findings.ts'

const DTYPE: ReadonlySet<FlawKind> = new Set<FlawKind>(['unknown-dtype'])
const FIELD: ReadonlySet<FlawKind> = new Set<FlawKind>(['extra-field'])

export const unknownField: Rule<SafetensorsFacts> = {
  id: 'safetensors-unknown-field',
  title: 'The header uses words that the format does not have',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A tensor has a type, a shape and offsets, and types come from a short list. With an unknown type the size ' +
    'of the tensor cannot be checked against its bytes, and a name that is none (`object`) is for another reader; an extra field is ignored by the reference library ' +
    'and may mean something to another one.',
  remedy: 'Update Assay if the format has grown; otherwise ask which program wrote the file.',
  references: ['CWE-1284'],
  *check(facts, path) {
    for (const draft of flawFindings(
      facts,
      path,
      DTYPE,
      (flaw) => `cannot be checked against its bytes: ${flaw.says}`,
    ))
      yield { ...draft, severity: /"[A-Z]{1,4}\d{1,2}(?:_[A-Z\d]+)?"$/.test(draft.seen) ? 'medium' : 'high' }
    yield* flawFindings(facts, path, FIELD, (flaw) => `carries more than tensors: ${flaw.says}`)
  },
}
