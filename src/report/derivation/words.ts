import type { DeviationClass, Level } from '../../lineage/verdict/derivation.ts'

/** A level in a word or two. */
export const LEVEL_WORD: Readonly<Record<Level, string>> = {
  L3: 'BYTE-EXACT',
  L2: 'CODES PROVEN',
  L1: 'CONSISTENT',
  L0: 'DEVIATES',
  U: 'NOT COMPARABLE',
}

/** What it means for a tensor to have reached a level. */
export const LEVEL_MEANS: Readonly<Record<Level, string>> = {
  L3: 'every byte follows from the reference',
  L2: 'every code is the one that the reference forces, given the scales of the file; the scales are plausible',
  L1: 'agrees as far as the format lets anybody tell: not each code is forced in it',
  L0: 'differs from what the reference gives',
  U: 'nothing to compare it with, or no way to',
}

/** A class in words, as it stands in a sentence. */
export const CLASS_NAME: Readonly<Record<DeviationClass, string>> = {
  copy: 'a copy',
  cast: 'a cast to another number format',
  quantisation: 'a quantisation',
  'single-edit': 'a single edit',
  abliteration: 'abliteration',
  'adapter-merge': 'a merged adapter',
  'row-surgery': 'row surgery',
  'fine-tune': 'a fine-tune or merge',
  'scale-steering': 'steered scales',
  'metadata-edit': 'edited metadata',
  structure: 'a flawed structure',
  unrelated: 'unrelated weights',
  'not-comparable': 'not comparable',
}

/** What a pattern of deviations usually is. A pattern, no accusation: the same traces have harmless causes. */
export const CLASS_MEANS: Readonly<Partial<Record<DeviationClass, string>>> = {
  'single-edit':
    'One or a few tensors were changed and the others were not. Editing a fact in one layer leaves this; so does a damaged or patched file.',
  abliteration:
    'What writes into the residual stream was changed in most layers, along one direction. Removing a behaviour, such as refusals, leaves this.',
  'adapter-merge':
    'The same kinds of tensors were changed in most layers, each by a matrix of low rank. Merging a LoRA adapter leaves this.',
  'row-surgery':
    'Whole rows were changed and the rest was not. Exchanged or retaught tokens leave this; so does an extended vocabulary.',
  'fine-tune':
    'Tensors were changed throughout the model, and stay close to the reference. Further training, or merging with another model, leaves this.',
  'scale-steering':
    'The codes or the scales are not what an honest quantiser leaves, though they may fit each other: the rounding errors share a direction, or scales were set apart from the weights.',
  'metadata-edit':
    'The weights are those of the reference; something beside them is not: a chat template, a vocabulary or a hyperparameter.',
  structure: 'The files contradict themselves, so that two programs may load different models from them.',
  unrelated:
    'The weights have nothing to do with those of the reference: another model, or another training from other random numbers.',
  'not-comparable': 'Architecture, sizes or formats leave nothing to compare.',
}
