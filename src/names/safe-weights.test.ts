import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isTrainingState, safeWeights, type SafeWeights } from './safe-weights.ts'

/** Files of a folder `m`; whatever is called safetensors is, unless a `!` says it is not. */
function beside(name: string, others: readonly string[]): SafeWeights | undefined {
  const files = [name, ...others].map((n) => ({
    path: `m/${n.replace(/^!/, '')}`,
    format: n.endsWith('.safetensors') && !n.startsWith('!') ? 'safetensors' : 'torch',
  }))
  return safeWeights(files, (f) => f.path === `m/${name}`).get(`m/${name}`)
}

describe('weights as safetensors beside a pickle', () => {
  const pairs = {
    'pytorch_model.bin': 'model.safetensors',
    'pytorch_model.fp16.bin': 'model.fp16.safetensors',
    'diffusion_pytorch_model.bin': 'diffusion_pytorch_model.safetensors',
    'diffusion_pytorch_model.fp16.bin': 'diffusion_pytorch_model.fp16.safetensors',
    'adapter_model.bin': 'adapter_model.safetensors',
    'v1-5-pruned.ckpt': 'v1-5-pruned.safetensors',
    'consolidated.00.pth': 'consolidated.safetensors',
    'pytorch_model-00001-of-00002.bin': 'model.safetensors',
  }
  for (const [name, safe] of Object.entries(pairs))
    it(`${name} has ${safe}`, () => {
      assert.deepEqual(beside(name, [safe]), {
        path: `m/${safe}`,
        files: [`m/${safe}`],
        missing: [],
        parts: 1,
        isPretrained: name.includes('pytorch_model'),
      })
    })

  it('are those of the same name, in the same folder, and safetensors by their bytes', () => {
    assert.equal(beside('pytorch_model.bin', ['other.safetensors']), undefined)
    assert.equal(beside('pytorch_model.bin', ['sub/model.safetensors']), undefined)
    assert.equal(beside('pytorch_model.bin', ['!model.safetensors']), undefined)
    assert.equal(beside('training_args.bin', ['model.safetensors']), undefined)
    assert.equal(beside('pytorch_model.fp16.bin', ['model.safetensors']), undefined)
  })

  const shards = ['model-00001-of-00003.safetensors', 'model-00002-of-00003.safetensors']
  const last = 'model-00003-of-00003.safetensors'
  const index = 'model.safetensors.index.json'

  it('may be shards with an index', () => {
    const found = beside('pytorch_model-00001-of-00004.bin', [...shards, last, index])
    assert.deepEqual(found, {
      path: `m/${index}`,
      files: [...shards, last].map((s) => `m/${s}`),
      missing: [],
      parts: 3,
      isPretrained: true,
    })
  })

  it('are not whole without a shard or the index', () => {
    assert.deepEqual(beside('pytorch_model.bin', [...shards, index])?.missing, [last])
    assert.deepEqual(beside('pytorch_model.bin', [...shards, last])?.missing, [index])
    const variant = ['model.fp16-00001-of-00001.safetensors', 'model.safetensors.index.fp16.json']
    assert.deepEqual(beside('pytorch_model.fp16.bin', variant)?.missing, [])
  })

  it('numbers in names cost nothing', () => {
    const odd = ['model-00001-of-99999.safetensors', 'model-00000-of-00000.safetensors']
    assert.deepEqual(beside('pytorch_model.bin', [odd[0]!]), undefined)
    assert.ok((beside('pytorch_model.bin', odd)?.missing.length ?? 0) < 2)
  })

  it('what a trainer leaves is no model', () => {
    for (const name of ['training_args.bin', 'optimizer.pt', 'rng_state_3.pth', 'random_states_0.pkl'])
      assert.ok(isTrainingState(`checkpoint-5/${name}`), name)
    for (const name of ['pytorch_model.bin', 'my_optimizer.pt', 'scheduler.py'])
      assert.ok(!isTrainingState(name), name)
  })
})
