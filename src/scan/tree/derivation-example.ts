import type { FoundDerivation } from '../derivations.ts'

/** A result about `m.gguf`, as a rule over trees sees it. */
export function foundDerivation(
  claim: Partial<FoundDerivation['claim']> = {},
  more: Partial<FoundDerivation> = {},
): FoundDerivation {
  return {
    source: 'm.gguf.derivation.json',
    claim: {
      level: 'L2',
      class: 'quantisation',
      candidate: [{ name: 'm.gguf', digest: 'sha256:aa' }],
      reference: { name: 'hub:org/base', purl: 'pkg:huggingface/org/base', files: [] },
      document: 'sha256:dd',
      isSigned: false,
      ...claim,
    },
    isTrusted: true,
    files: ['m.gguf'],
    changed: [],
    reference: [],
    declared: [],
    ...more,
  }
}

/** What a card beside it says. */
export function declaring(name: string): Pick<FoundDerivation, 'declared'> {
  return { declared: [{ name, at: { path: 'README.md' } }] }
}
