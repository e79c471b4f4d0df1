import type { Derivation, TensorResult } from '../../lineage/verdict/derivation.ts'
import { INJECTION } from '../report-example.ts'

export function tensorResult(name: string, over: Partial<TensorResult> = {}): TensorResult {
  return {
    name,
    type: 'Q4_K',
    weights: 65_536,
    compared: 65_536,
    mismatches: 0,
    ties: 0,
    z: 0.98,
    verdict: 'L2',
    from: [`model.${name}`],
    relativeError: 0.07,
    cosine: 0.9976,
    rows: [],
    says: [],
    ...over,
  }
}

/** A model of two layers in which one tensor was edited. */
export function editedModel(over: Partial<Derivation> = {}): Derivation {
  const edited = { mismatches: 907, verdict: 'L0', rows: [{ first: 3, last: 9, mismatches: 120 }] } as const
  return {
    schema: 'assay/derivation/1',
    level: 'L0',
    class: 'single-edit',
    says: '',
    candidate: {
      name: 'm-Q4_K_M.gguf',
      files: [{ name: 'm-Q4_K_M.gguf', size: 2_662_208, digest: `sha256:${'a'.repeat(64)}` }],
    },
    reference: {
      name: 'official',
      files: [{ name: 'model.safetensors', size: 8_397_400, digest: `sha256:${'b'.repeat(64)}` }],
    },
    chain: 'direct',
    tensors: [
      tensorResult('token_embd.weight'),
      ...['attn_q', 'attn_output', 'ffn_down'].map((kind) => tensorResult(`blk.0.${kind}.weight`)),
      tensorResult('blk.1.attn_q.weight'),
      tensorResult('blk.1.ffn_down.weight', edited),
      tensorResult('output_norm.weight', {
        type: 'F32',
        verdict: 'L3',
        weights: 256,
        compared: 256,
        z: null,
      }),
    ],
    unmapped: [],
    missing: [],
    fields: [],
    structure: [],
    confidence: { coverage: 'full', compared: 1, statement: 'Every weight was compared.' },
    freedom: ['Scales within what honest quantisers leave.'],
    ...over,
  }
}

/** Every text that can come from the files is hostile, and every figure that can fail is no number. */
export function hostileModel(): Derivation {
  const name = INJECTION
  const nothing = { z: Number.NaN, relativeError: Number.POSITIVE_INFINITY, cosine: Number.NaN }
  const rows = [{ first: 0, last: 0, mismatches: 1 }]
  const file = { name, size: 1, digest: `sha256:${'c'.repeat(64)}` }
  return editedModel({
    candidate: { name, files: [file] },
    reference: { name, revision: name, files: [{ name, size: 1, identity: name }] },
    tensors: [
      tensorResult(name, {
        ...nothing,
        type: name,
        verdict: 'L0',
        mismatches: 1,
        from: [name],
        says: [name],
        rows,
      }),
      tensorResult(`blk.99999.${name}`, { ...nothing, compared: 0, verdict: 'U', says: [name] }),
      tensorResult(`blk.1.${name}`, { verdict: 'extra' }),
    ],
    unmapped: [`other ${name}`],
    missing: [name],
    fields: [
      { area: 'chat-template', field: name, official: name, candidate: name, weight: 'deviates' },
      { area: 'tokenizer', field: name, official: '', candidate: name, weight: 'note' },
    ],
    structure: [{ kind: 'duplicate-tensor', file: name, tensor: name, says: name }],
    confidence: {
      coverage: 'sampled',
      compared: Number.NaN,
      sampled: { share: 0.01, probability: 0.999, seed: 'abcdef01', bytes: 100 },
      statement: name,
    },
    freedom: [name],
  })
}
