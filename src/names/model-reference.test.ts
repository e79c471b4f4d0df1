import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { modelReference } from './model-reference.ts'

function model(text: string, more: object = {}): string | undefined {
  const subject = modelReference(text, { kind: 'model', ...more })
  if (subject === undefined) return undefined
  if (subject.by === 'path') return `path ${subject.path}`
  return subject.by === 'name'
    ? `${subject.registry} ${subject.name}${subject.version ? `@${subject.version}` : ''}`
    : ''
}

describe('modelReference', () => {
  it('knows names of the hub', () => {
    assert.equal(model('meta-llama/Llama-3.1-8B'), 'hugging-face meta-llama/Llama-3.1-8B')
    assert.equal(model('bert-base-uncased'), 'hugging-face bert-base-uncased')
    assert.equal(model('https://huggingface.co/org/name/tree/main'), 'hugging-face org/name')
    assert.equal(model('https://huggingface.co/datasets/org/name', {}), 'hugging-face org/name')
    const commit = 'a'.repeat(40)
    assert.equal(model('org/name', { revision: commit }), `hugging-face org/name@${commit}`)
    assert.equal(model('org/name', { revision: 'main' }), 'hugging-face org/name')
    assert.equal(
      model(`/root/.cache/huggingface/hub/models--org--name/snapshots/${commit}`),
      `hugging-face org/name@${commit}`,
    )
  })

  it('knows paths', () => {
    assert.equal(model('./out/final'), 'path out/final')
    assert.equal(model('models/llama'), 'path models/llama')
    assert.equal(model('../base', { folder: 'a/b' }), 'path a/base')
    assert.equal(model('../base'), undefined)
    assert.equal(model('/mnt/models/llama-8b'), 'path llama-8b')
    assert.equal(model('C:\\models\\x'), 'path x')
    assert.equal(model('output'), 'path output')
    assert.equal(model('my-model', { hub: true }), 'path my-model')
    assert.equal(model('bert'), 'path bert')
  })

  it('takes no placeholder', () => {
    for (const text of [
      '',
      'None',
      '${MODEL}',
      '{{ model }}',
      '<model>',
      'path/to/model',
      '/path/to/model',
      's3://b/k',
      'your-org/model',
    ])
      assert.equal(model(text), undefined, text)
  })
})
