import type { RuleExamples } from '../../../model/rule.ts'
import { ggufFile, string } from '../example-file.ts'

const key = Buffer.alloc(9)
key.writeBigUInt64LE(2n ** 61n)
const nested = Buffer.alloc(12)
nested.writeUInt32LE(9)

export const examples: RuleExamples = {
  bad: [
    ggufFile({ entryCount: 2n ** 60n, metadata: [] }),
    ggufFile({ tensorCount: 2n ** 60n }),
    { path: 'model.gguf', bytes: Buffer.concat([ggufFile({ entryCount: 1n, metadata: [] }).bytes, key]) },
    ggufFile({ tensors: [{ name: 'w', shape: [2 ** 30, 2 ** 30, 2 ** 30, 2 ** 30], offset: 0 }] }),
    ggufFile({ tensors: [{ name: 'w', shape: [2n ** 62n, 4], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'w', shape: [1, 1, 1, 1, 1], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'w', type: 2, shape: [31], offset: 0 }], data: 32 }),
    ggufFile({ tensors: [{ name: 'w'.repeat(500), shape: [8], offset: 0 }], data: 32 }),
    ggufFile({
      tensors: [
        { name: 'w', shape: [8], offset: 0 },
        { name: 'w', shape: [8], offset: 32 },
      ],
      data: 64,
    }),
    ggufFile({
      metadata: [
        ['a', string('x')],
        ['a', string('y')],
      ],
    }),
    { path: 'model.gguf', bytes: Buffer.from('GGUF') },
    ggufFile({ metadata: [['', string('x')]] }),
    ggufFile({ metadata: [['a\0b', string('x')]] }),
    ggufFile({ metadata: [['general.alignment', string('32')]] }),
    ggufFile({ metadata: [['general.architecture', { type: 'u32', value: 1 }]] }),
    ggufFile({ metadata: [['a', { type: 'raw', value: Buffer.from([99, 0, 0, 0]) }]] }),
    ggufFile({ metadata: [['a', { type: 'raw', value: Buffer.concat([nested, nested]) }]], entryCount: 1n }),
  ],
  good: [
    ggufFile(),
    ggufFile({ big: true, tensors: [{ name: 'w', shape: [8], offset: 0 }], data: 32 }),
    ggufFile({ version: 1, tensors: [{ name: 'w', shape: [8], offset: 0 }], data: 32 }),
    ggufFile({ metadata: [['tokenizer.ggml.tokens', { type: 'strings', value: ['a', 'b'] }]] }),
  ],
}
