import type { Rule } from '../../../model/rule.ts'
import { parsePurl } from '../../../names/purl.ts'
import type { FoundDerivation } from '../../derivations.ts'
import type { TreeFacts } from '../facts.ts'

export const derivationContradicted: Rule<TreeFacts> = {
  id: 'tree-derivation-contradicted',
  title: 'Weights that are not of the declared base model',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A model card, a GGUF header or a configuration names a base model, and a comparison of the weights by ' +
    '`assay derive` contradicts it: they are unrelated to that base, or they follow from another one. The result ' +
    'counts only for the very bytes that it names. A result that is signed by somebody you trust, or that you made ' +
    'yourself, is certain; one that merely lies beside the model is a hint.',
  remedy: 'Compare the weights yourself: assay derive MODEL --from BASE. Do not rely on the declared base.',
  references: ['CWE-345', 'CWE-348'],
  *check({ derivations }) {
    for (const derivation of derivations) {
      const message = contradiction(derivation)
      const [file] = derivation.files
      const [base] = derivation.declared
      if (message === undefined || file === undefined || !base) continue
      const { source, claim, isTrusted } = derivation
      const at = { path: file }
      yield {
        message,
        at,
        evidence: [
          {
            at: { path: source },
            says: `finds it ${claim.level}, ${claim.class}, against ${claim.reference.name}`,
          },
          ...derivation.declared.map(({ name, at: place }) => ({
            at: place,
            says: `declares the base ${name}`,
          })),
        ],
        seen: JSON.stringify([claim.level, claim.class, claim.reference.name, base.name]),
        ...(!isTrusted && { severity: 'medium' as const, confidence: 'tentative' as const }),
      }
    }
  },
}

/** What is contradicted; undefined where the declaration may be true. */
export function contradiction({ claim, declared, files }: FoundDerivation): string | undefined {
  if (files.length === 0 || declared.length === 0 || claim.level === 'U') return undefined
  const { purl, name } = claim.reference
  const parts = purl === undefined ? undefined : parsePurl(purl)
  if (parts?.type !== 'huggingface') return undefined
  const compared = `${parts.namespace}/${parts.name}`
  const isDeclared = declared.some((base) => base.name.toLowerCase() === compared.toLowerCase())
  if (claim.level === 'L0')
    return isDeclared && claim.class === 'unrelated'
      ? `declares ${compared} as its base, and its weights are unrelated to those`
      : undefined
  return isDeclared
    ? undefined
    : `declares ${declared.map((base) => base.name).join(', ')} as its base, and its weights follow from ${name}`
}
