import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { familyAttributes, familyOfArchitecture, familyOfName, variantsOfName } from './model-family.ts'

const evidence = { at: { path: 'config.json' }, says: 'is configured' }

describe('model families', () => {
  const names: [name: string, family: string | undefined, variants: string[]][] = [
    ['meta-llama/Llama-3.1-8B-Instruct', 'Llama 3.1', ['instruct']],
    ['meta-llama/Meta-Llama-3-8B', 'Llama 3', []],
    ['meta-llama/Llama-2-7b-chat-hf', 'Llama 2', ['chat']],
    ['TheBloke/Mistral-7B-Instruct-v0.2-GGUF', 'Mistral', ['instruct', 'GGUF']],
    ['mistralai/Mixtral-8x7B-v0.1', 'Mixtral', []],
    ['Qwen/Qwen2.5-Coder-7B-Instruct-AWQ', 'Qwen2.5', ['instruct', 'coder', 'AWQ']],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-7B', 'DeepSeek', ['distilled']],
    ['google/gemma-2-9b-it', 'Gemma 2', ['instruct']],
    ['bert-base-uncased', 'BERT', []],
    ['distilbert/distilbert-base-uncased', 'DistilBERT', ['distilled']],
    ['sentence-transformers/all-MiniLM-L6-v2', 'MiniLM', []],
    ['BAAI/bge-small-en-v1.5', 'BGE', []],
    ['openai/whisper-large-v3', 'Whisper', []],
    ['stabilityai/stable-diffusion-xl-base-1.0', 'Stable Diffusion XL', ['base']],
    ['deepseek-ai/DeepSeek-V3-Base', 'DeepSeek', ['base']],
    ['mistralai/Mistral-Nemo-Base-2407', 'Mistral', ['base']],
    ['openai/clip-vit-base-patch32', 'CLIP', []],
    ['intfloat/e5-base-v2', 'E5', []],
    ['acme/encoder-base', undefined, []],
    ['acme/orca-7b-base', undefined, ['base']],
    ['gpt-4o-2024-08-06', 'GPT-4o', []],
    ['claude-3-5-sonnet-latest', 'Claude', []],
    ['anthropic.claude-3-5-sonnet-20240620-v1:0', 'Claude', []],
    ['o3-mini', 'OpenAI o-series', []],
    ['acme/support-bot', undefined, []],
    ['', undefined, []],
  ]
  for (const [name, family, variants] of names)
    it(`${name || 'nothing'} is of ${family ?? 'none'}`, () => {
      assert.equal(familyOfName(name), family)
      assert.deepEqual(variantsOfName(name), variants)
    })

  it('are read from configurations', () => {
    assert.equal(familyOfArchitecture('llama'), 'Llama')
    assert.equal(familyOfArchitecture(undefined, ['Qwen2ForCausalLM']), 'Qwen2')
    assert.equal(familyOfArchitecture('gpt_bigcode', ['GPTBigCodeForCausalLM']), 'StarCoder')
    assert.equal(familyOfArchitecture('xlm-roberta'), 'XLM-RoBERTa')
    assert.equal(familyOfArchitecture('bert', ['BertModel']), 'BERT')
    assert.equal(familyOfArchitecture('acme'), undefined)
    assert.equal(familyOfArchitecture('__proto__'), undefined)
    assert.equal(familyOfArchitecture(undefined), undefined)
  })

  it('are declared by a configuration and inferred from a name', () => {
    const seen = familyAttributes({ modelType: 'llama', name: 'acme/Llama-3.1-8B-Instruct' }, evidence)
    assert.deepEqual(
      seen.map(({ name, value, status }) => [name, value, status]),
      [
        ['family', 'Llama', 'declared'],
        ['family', 'Llama 3.1', 'inferred'],
        ['variant', 'instruct', 'inferred'],
      ],
    )
  })
})
