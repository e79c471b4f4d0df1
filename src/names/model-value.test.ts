import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hubUrl, modelOfValue, type ValueContext } from './model-value.ts'

function said(text: string, context: ValueContext = {}): string | undefined {
  const found = modelOfValue(text, context)
  if (!found) return undefined
  if (found.kind === 'api') return `${found.model.provider} ${found.model.id}`
  return found.kind === 'hub' ? `hub ${found.name}` : `path ${found.path}`
}

describe('values that name models', () => {
  const cases: [text: string, context: ValueContext, meant: string | undefined][] = [
    ['meta-llama/Llama-2-7b-hf', {}, 'hub meta-llama/Llama-2-7b-hf'],
    ['gpt-4o', {}, 'openai gpt-4o'],
    ['openai/gpt-4o', {}, 'openai gpt-4o'],
    ['openai/whisper-large-v3', {}, 'hub openai/whisper-large-v3'],
    ['google/gemma-2b', {}, 'hub google/gemma-2b'],
    ['mistralai/Mistral-7B-v0.1', {}, 'hub mistralai/Mistral-7B-v0.1'],
    ['ollama/llama3', {}, 'ollama llama3'],
    ['meta-llama/Llama-3.1-8B', { provider: 'openai' }, 'hub meta-llama/Llama-3.1-8B'],
    ['qwen2.5:7b', { address: 'http://localhost:11434/v1' }, 'ollama qwen2.5:7b'],
    ['bert-base-uncased', { sure: true }, 'hub bert-base-uncased'],
    ['all-MiniLM-L6-v2', { sure: true }, 'hub sentence-transformers/all-MiniLM-L6-v2'],
    ['https://huggingface.co/maker/name-7b/tree/main', {}, 'hub maker/name-7b'],
    ['./models/mine.gguf', {}, 'path ./models/mine.gguf'],
    ['bert-base-uncased', {}, undefined],
    ['models/final', { sure: true }, undefined],
    ['path/to/model', { sure: true }, undefined],
    ['your-org/your-model', { sure: true }, undefined],
    ['<org>/<name>', { sure: true }, undefined],
    ['$ORG/name', { sure: true }, undefined],
    ['src/train.py', { sure: true }, undefined],
    ['application/json', { sure: true }, undefined],
    ['github.com/org', { sure: true }, undefined],
    ['s3://bucket/model', { sure: true }, undefined],
    ['', { sure: true }, undefined],
    ['x'.repeat(1000), { sure: true }, undefined],
  ]
  for (const [text, context, meant] of cases)
    it(`${text.slice(0, 60)} ${JSON.stringify(context)}`, () => assert.equal(said(text, context), meant))

  it('addresses of the hub carry their revision, and never credentials', () => {
    assert.deepEqual(hubUrl('https://me:secret@huggingface.co/maker/name-7b/resolve/v1/a/b.bin?token=x'), {
      kind: 'hub',
      name: 'maker/name-7b',
      revision: 'v1',
    })
    assert.equal(hubUrl('https://huggingface.co/docs/transformers'), undefined)
    assert.equal(hubUrl('https://huggingface.co/datasets/org/name'), undefined)
  })
})
