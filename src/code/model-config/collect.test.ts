import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import { configMentions } from './collect.ts'
import { readDocuments, type Notation } from './read.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

function named(text: string, notation: Notation = 'yaml'): string[] {
  return readDocuments(text, notation, ctx)
    .flatMap(({ root }) => configMentions(root, ctx))
    .flatMap(({ subject: s }) => (s.by === 'name' && s.kind !== 'service' ? [`${s.registry} ${s.name}`] : []))
}

describe('models in configuration', () => {
  const cases: [text: string, ...found: string[]][] = [
    ['embedding_model: maker/embed-small', 'hugging-face maker/embed-small'],
    ['llm: {provider: openai, model: gpt-4o}', 'openai gpt-4o'],
    ['ollama: {model: my-tuned}', 'ollama my-tuned'],
    ['azure_openai: {deployment_name: prod}', 'azure-openai prod'],
    ['model_list: [{model_name: x, litellm_params: {model: azure/prod}}]', 'azure-openai prod'],
    [
      'model_list: [{litellm_params: {model: openai/chat, api_base: "http://u:p@llm:8000/v1"}}]',
      'llm:8000 chat',
    ],
    ['model_list: [{litellm_params: {model: openai/gpt-4o}}]', 'openai gpt-4o'],
    ['model: {provider: anthropic, name: claude-3-opus-20240229}', 'anthropic claude-3-opus-20240229'],
    ['model: ${MODEL:-Qwen/Qwen2.5-7B}', 'hugging-face Qwen/Qwen2.5-7B'],
    ['eval: {dataset: maker/questions}', 'hugging-face maker/questions'],
    ['datasets: [{path: maker/questions, split: test}]', 'hugging-face maker/questions'],
    ['model: users/account'],
    ['models: [users/account, orders]'],
    ['car: {model: bmw/320d, type: car}'],
    ['provider: google\nlogin: {model: user/profile}'],
    ['model: ./models/mine'],
    ['model: your-org/your-model'],
    ['model: {{ cookiecutter.model }}'],
    ['deployment: {name: web}'],
    ['served_model_name: maker/alias'],
    ['text: use gpt-4o'],
  ]
  for (const [text, ...found] of cases) it(text, () => assert.deepEqual(named(text), found))

  it('in other notations', () => {
    assert.deepEqual(named('[llm]\nprovider = "openai"\nmodel = "gpt-4o"', 'toml'), ['openai gpt-4o'])
    assert.deepEqual(named('{"llm": {"provider": "openai", "model": "gpt-4o"}} // x', 'json'), [
      'openai gpt-4o',
    ])
    assert.deepEqual(named('spring.ai.openai.chat.options.model=gpt-4o', 'assignments'), ['openai gpt-4o'])
    assert.deepEqual(named('OPENAI_API_KEY=sk-x\nOPENAI_MODEL=gpt-4o', 'assignments'), ['openai gpt-4o'])
  })

  it('takes any document, and keeps secrets', () => {
    const key = fc.constantFrom(
      'model',
      'models',
      'provider',
      'llm',
      'name',
      'api_key',
      'openai',
      '__proto__',
      'constructor',
      'datasets',
      'MODEL',
      'base_url',
    )
    const value = fc.oneof(
      fc.constantFrom('gpt-4o', 'a/b', '', '$x', 'openai', 'http://u:topsecret@h/v1?token=topsecret'),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        value,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(tree, (document) => {
        const [read] = readDocuments(JSON.stringify(document), 'json', ctx)
        assert.doesNotMatch(JSON.stringify(configMentions(read?.root, ctx)), /topsecret/)
      }),
    )
  })
})
