import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import { createContext } from '../../scan/budget.ts'
import { ggufFile, string } from './example-file.ts'
import type { GgufFacts } from './facts.ts'
import { gguf } from './format.ts'

interface Read {
  facts: GgufFacts | undefined
  children: { path: string; text: string; as: readonly string[] | undefined }[]
  error: ReadError | undefined
}

function read(bytes: Bytes): Read {
  const result: Read = { facts: undefined, children: [], error: undefined }
  const ctx = createContext({
    limits: DEFAULT_LIMITS,
    signal: new AbortController().signal,
    clock: () => new Date(0),
  })
  try {
    for (const seen of gguf.read({ path: 'm.gguf', bytes }, ctx)) {
      if (seen.kind === 'facts') result.facts = seen.facts
      if (seen.kind !== 'child') continue
      const content = seen.entry.open()
      result.children.push({ path: seen.entry.path, text: content.read(0, 1000).toString(), as: seen.as })
    }
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    result.error = error
  }
  return result
}

describe('a GGUF model', () => {
  it('gives its chat templates, behind however many tokens', () => {
    const tokens = Array.from({ length: 50_000 }, (_, i) => `token ${i}`)
    const { bytes } = ggufFile({
      metadata: [
        ['general.architecture', string('llama')],
        ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
        ['tokenizer.chat_template', string('{{ a }}')],
        ['tokenizer.chat_template.tool_use', string('{{ b }}')],
      ],
    })
    assert.deepEqual(read(memoryBytes(bytes)).children, [
      { path: 'm.gguf!tokenizer.chat_template', text: '{{ a }}', as: ['chat-template'] },
      { path: 'm.gguf!tokenizer.chat_template.tool_use', text: '{{ b }}', as: ['chat-template'] },
    ])
  })

  it('reads alike in both byte orders and all versions', () => {
    const model = {
      metadata: [
        ['general.name', string('tiny')],
        ['general.file_type', { type: 'u32', value: 15 }],
      ],
      tensors: [{ name: 'w', type: 2, shape: [64, 2], offset: 0 }],
      data: 96,
    } as const
    for (const options of [{}, { big: true }, { version: 1 }, { version: 2 }]) {
      const { facts } = read(memoryBytes(ggufFile({ ...model, ...options }).bytes))
      assert.deepEqual(facts?.identity, { name: 'tiny', quantisation: 'Q4_K_M', bases: [], sources: [] })
      assert.deepEqual(facts?.tensors, [{ name: 'w', type: 2, shape: [64, 2], offset: 0 }])
      assert.deepEqual(facts?.flaws, [])
    }
  })

  it('keeps what came before a broken end', () => {
    const whole = ggufFile({ metadata: [['tokenizer.chat_template', string('{{ a }}')]], entryCount: 2n })
    const bytes = Buffer.concat([whole.bytes, Buffer.alloc(40, 0xff)])
    const { facts, children, error } = read(memoryBytes(bytes))
    assert.equal(children[0]?.text, '{{ a }}')
    assert.equal(facts?.flaws[0]?.kind, 'no-room')
    assert.equal(error?.reason, 'malformed')
  })

  it('does not read the tensors of a model larger than memory', () => {
    const size = 2 ** 42
    const header = ggufFile({ tensors: [{ name: 'w', shape: [2 ** 39], offset: 0 }] }).bytes
    let touched = 0
    const start = Math.ceil(header.length / 32) * 32
    const file = memoryBytes(header)
    const bytes: Bytes = {
      size: start + 2 ** 41,
      read(offset, length) {
        touched += length
        const target = Buffer.alloc(Math.min(length, 1_000_000))
        file.readInto(offset, target)
        return target
      },
      readInto: (offset, target) => file.readInto(offset, target),
    }
    const { facts } = read(bytes)
    assert.equal(facts?.flaws.length, 0)
    assert.ok(touched < 1_000_000 && size > touched)
  })

  it('refuses nested arrays without end and counts without room at once', () => {
    const level = Buffer.alloc(12)
    level.writeUInt32LE(9)
    level.writeBigUInt64LE(1n, 4)
    const type = Buffer.alloc(4)
    type.writeUInt32LE(9)
    const value = Buffer.concat([type, ...Array.from({ length: 1000 }, () => level)])
    const deep = ggufFile({ metadata: [['a', { type: 'raw', value }]] })
    assert.match(read(memoryBytes(deep.bytes)).error?.message ?? '', /nested deeper/)
    const many = ggufFile({ tensorCount: 2n ** 63n })
    assert.equal(read(memoryBytes(many.bytes)).facts?.flaws[0]?.kind, 'no-room')
  })
})
