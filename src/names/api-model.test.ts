import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import {
  apiModel,
  apiModelSightings,
  apiModelSubject,
  apiServiceSubject,
  isApiModelId,
  prefixedApiModel,
} from './api-model.ts'
import { API_PROVIDERS, providerOfAddress, providerOfPrefix } from './api-provider.ts'

const evidence = { at: { path: 'app.py' }, says: 'is called' }

describe('versions behind ids of API models', () => {
  const pinned: [provider: string, id: string, snapshot: string | undefined][] = [
    ['openai', 'gpt-4o-2024-08-06', '2024-08-06'],
    ['openai', 'gpt-4-0613', '0613'],
    ['openai', 'gpt-4-1106-preview', '1106'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::9abc', '9abc'],
    ['openai', 'text-embedding-ada-002', undefined],
    ['anthropic', 'claude-sonnet-4-5-20250929', '20250929'],
    ['anthropic', 'claude-opus-4-6', '4-6'],
    ['google', 'gemini-1.5-pro-002', '002'],
    ['google', 'models/text-embedding-004', '004'],
    ['google', 'gemini-2.5-flash-preview-05-20', 'preview-05-20'],
    ['google-vertex-ai', 'claude-3-5-sonnet@20240620', '20240620'],
    ['mistral', 'mistral-large-2407', '2407'],
    ['cohere', 'command-r-plus-08-2024', '08-2024'],
    ['aws-bedrock', 'anthropic.claude-3-5-sonnet-20240620-v1:0', 'v1:0'],
    ['aws-bedrock', 'us.amazon.nova-pro-v1:0', 'v1:0'],
    ['aws-bedrock', 'anthropic.claude-v2:1', 'v2:1'],
    ['openrouter', 'openai/gpt-4o-2024-11-20', '2024-11-20'],
  ]
  for (const [provider, id, version] of pinned)
    it(`${id} is one version`, () => {
      const model = apiModel(provider, id)
      assert.equal(model.pinned, true)
      assert.equal(model.snapshot, version)
    })

  const moving: [provider: string, id: string][] = [
    ['openai', 'gpt-4o'],
    ['openai', 'gpt-3.5-turbo'],
    ['openai', 'o3-mini'],
    ['openai', 'chatgpt-4o-latest'],
    ['anthropic', 'claude-3-5-sonnet-latest'],
    ['anthropic', 'claude-sonnet-4-5'],
    ['google', 'gemini-2.5-flash'],
    ['mistral', 'mistral-large-latest'],
    ['mistral', 'mistral-small'],
    ['deepseek', 'deepseek-chat'],
    ['ollama', 'llama3.1:8b'],
    ['openrouter', 'anthropic/claude-3.5-sonnet'],
  ]
  for (const [provider, id] of moving)
    it(`${id} is an alias`, () => {
      const model = apiModel(provider, id)
      assert.equal(model.pinned, false)
      assert.equal(model.snapshot, undefined)
    })

  it('are unknown where names say nothing', () => {
    for (const [provider, id] of [
      ['azure-openai', 'gpt-4o-prod'],
      ['openai', 'my-own-thing'],
      ['together', 'meta-llama/Llama-3-70b-chat-hf'],
      ['nobody', 'gpt-4o-2024-08-06'],
    ] as const)
      assert.equal(apiModel(provider, id).pinned, undefined, id)
  })

  it('say which line an alias follows', () => {
    assert.equal(apiModel('anthropic', 'claude-3-5-sonnet-latest').aliasOf, 'claude-3-5-sonnet')
  })
})

describe('names of API models', () => {
  it('lose what libraries put around them', () => {
    assert.equal(apiModel('google', 'models/gemini-1.5-pro').id, 'gemini-1.5-pro')
    assert.equal(
      apiModel('aws-bedrock', 'arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0').id,
      'meta.llama3-8b-instruct-v1:0',
    )
    assert.ok(
      !apiModel('aws-bedrock', 'arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc').id.includes(
        '123456789012',
      ),
    )
  })

  it('are split at prefixes of known providers alone', () => {
    assert.deepEqual(prefixedApiModel('bedrock/anthropic.claude-v2')?.provider, 'aws-bedrock')
    assert.deepEqual(prefixedApiModel('google_genai:gemini-2.5-flash')?.provider, 'google')
    assert.deepEqual(prefixedApiModel('google-gla:gemini-2.5-flash')?.id, 'gemini-2.5-flash')
    assert.equal(prefixedApiModel('acme/model-7'), undefined)
    assert.equal(prefixedApiModel('gpt-4o'), undefined)
  })

  it('are no placeholders', () => {
    for (const text of [
      '',
      '<model>',
      '{model}',
      'your-model-here',
      'my_deployment_name',
      'model',
      'a b',
      'http://x/y',
    ])
      assert.equal(isApiModelId(text), false, text)
    for (const text of ['gpt-4o', 'o1', 'meta-llama/Llama-3-8B', 'ft:gpt-4o:acme::1', '@cf/meta/llama-3'])
      assert.equal(isApiModelId(text), true, text)
  })

  it('of the hub stay names of the hub', () => {
    const subject = apiModelSubject(apiModel('hugging-face', 'Qwen/Qwen3-8B:together'))
    assert.equal(subject.registry, 'hugging-face')
    assert.equal(subject.name, 'Qwen/Qwen3-8B')
  })
})

describe('services behind models', () => {
  it('are the provider, or whoever answers', () => {
    assert.equal(apiServiceSubject('openai')?.name, 'OpenAI API')
    assert.equal(apiServiceSubject(undefined, 'llm.internal:8000')?.name, 'llm.internal:8000')
    assert.equal(apiServiceSubject(undefined), undefined)
  })

  it('provide the model', () => {
    const [model, service] = apiModelSightings({ model: apiModel('openai', 'gpt-4o'), evidence })
    assert.equal(model?.subject.by, 'name')
    assert.deepEqual(service?.relations, [{ kind: 'provides', to: model?.subject }])
    assert.ok(model?.attributes.some((a) => a.name === 'pinned' && a.value === 'false'))
  })

  it('are known by their hosts', () => {
    const cases: [string, string | undefined][] = [
      ['https://api.openai.com/v1', 'openai'],
      ['https://acme.openai.azure.com/', 'azure-openai'],
      ['http://localhost:11434/v1', 'ollama'],
      ['https://openrouter.ai/api/v1', 'openrouter'],
      ['https://bedrock-runtime.us-east-1.amazonaws.com', 'aws-bedrock'],
      ['https://api.openai.com.evil.example/v1', undefined],
      ['http://localhost:8000/v1', undefined],
      ['', undefined],
    ]
    for (const [address, id] of cases) assert.equal(providerOfAddress(address)?.id, id, address)
  })

  it('have ids and prefixes of their own', () => {
    const ids = API_PROVIDERS.map((p) => p.id)
    assert.equal(new Set(ids).size, ids.length)
    const prefixes = API_PROVIDERS.flatMap((p) => p.prefixes)
    assert.equal(new Set(prefixes).size, prefixes.length)
    assert.equal(providerOfPrefix('__proto__'), undefined)
  })

  it('never make anything throw', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...API_PROVIDERS.map((p) => p.id), '__proto__'),
        (id, provider) => {
          apiModel(provider, id)
          prefixedApiModel(id)
          providerOfAddress(id)
          isApiModelId(id)
        },
      ),
    )
  })
})
