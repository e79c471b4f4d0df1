import type { Example, RuleExamples } from '../../../model/rule.ts'

function number(...values: readonly number[]): Buffer {
  const raw = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) raw.writeUInt32LE(value, i * 4)
  return raw
}

function record(name: string, type: number, dimensions: readonly number[], data: number): Buffer {
  const head = [dimensions.length, name.length, type, ...dimensions]
  return Buffer.concat([number(...head), Buffer.from(name), Buffer.alloc(data, 1)])
}

/** Hyperparameters and a vocabulary, as the first generation has them, then the records. */
function file(...records: readonly Buffer[]): Example {
  const vocabulary = ['a', 'bc'].flatMap((token) => [number(token.length), Buffer.from(token)])
  const head = Buffer.concat([Buffer.from('lmgg'), number(2, 32, 256, 4, 1, 8, 1), ...vocabulary])
  return { path: 'model.bin', bytes: Buffer.concat([head, ...records]) }
}

/** whisper.cpp: settings, mel filters and a vocabulary; its test models end there. */
function vocabularyAlone(): Example {
  const settings = number(51864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1)
  const tokens = ['a', 'bc', ' the'].flatMap((token) => [number(token.length), Buffer.from(token)])
  const filters = Buffer.concat([number(80, 201), Buffer.alloc(80 * 201 * 4, 0x3c)])
  const bytes = Buffer.concat([Buffer.from('lmgg'), settings, filters, number(3), ...tokens])
  return { path: 'for-tests.bin', bytes }
}

const layers = [0, 1, 2].map((i) => record(`layers.${i}.weight`, 2, [32, 2], 36))

export const examples: RuleExamples = {
  bad: [
    file(...layers, record('output.weight', 0, [1_000_000, 4000], 64)),
    file(...layers, record('output.weight', 77, [4], 16)),
    file(...layers, Buffer.from('\x7fELF\x02\x01\x01 and more', 'latin1')),
  ],
  good: [
    vocabularyAlone(),
    file(...layers),
    file(...layers, record('norm', 0, [4], 16), record('f16', 1, [4, 1], 8)),
  ],
}
