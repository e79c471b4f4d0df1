import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'
import { contradiction } from './derivation-contradicted.ts'

/** What its maker may have said openly: a model that was trained further is another model. */
const TRAINED: ReadonlySet<string> = new Set(['fine-tune', 'adapter-merge'])

export const derivationDeviates: Rule<TreeFacts> = {
  id: 'tree-derivation-deviates',
  title: 'Weights that deviate from those that they were compared with',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A result of `assay derive` about these very bytes says that they are not what the reference gives: tensors ' +
    'were edited, rows exchanged, scales steered, or fields beside the weights changed. That is low where the pattern ' +
    'is that of further training or of a merged adapter, which is another model and may say so. A deviation is a ' +
    'difference, not an intention: damaged files and honest changes leave the same traces.',
  remedy: 'Ask its publisher what was changed, or take a file that follows from the official weights.',
  references: ['CWE-345'],
  *check({ derivations }) {
    for (const derivation of derivations) {
      const { claim, files, source, isTrusted } = derivation
      const [file] = files
      if (claim.level !== 'L0' || file === undefined || contradiction(derivation) !== undefined) continue
      const says = `deviates from ${claim.reference.name}: ${claim.class}`
      yield {
        message: says,
        at: { path: file },
        evidence: [{ at: { path: source }, says }],
        seen: JSON.stringify([claim.class, claim.reference.name]),
        ...(!isTrusted && { severity: 'medium' as const, confidence: 'tentative' as const }),
        ...(TRAINED.has(claim.class) && { severity: 'low' as const }),
      }
    }
  },
}
