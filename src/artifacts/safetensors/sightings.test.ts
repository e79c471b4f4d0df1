import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SafetensorsFacts } from './facts.ts'
import { sightings } from './sightings.ts'

function facts(
  dtypes: readonly (readonly [string, number])[],
  metadata: Record<string, string> = {},
): SafetensorsFacts {
  const tensors = dtypes.map(([dtype, size], i) => ({
    name: `t${i}`,
    dtype,
    shape: [size, 2],
    start: 0,
    end: 0,
  }))
  return { headerLength: 100, dataLength: 0, tensorCount: tensors.length, tensors, metadata, flaws: [] }
}

function told(f: SafetensorsFacts, path = 'm/model.safetensors'): string[] {
  const [model] = [...sightings(f, path)]
  return (model?.attributes ?? []).map((a) => `${a.name}=${a.value} ${a.status}`)
}

describe('what a safetensors header says', () => {
  it('counts weights, not buffers, and says nothing where elements are packed', () => {
    assert.deepEqual(
      told(
        facts([
          ['BF16', 10],
          ['F32', 1],
          ['I64', 5],
        ]),
      ),
      ['parameters=22 verified', 'quantization=BF16, F32 verified'],
    )
    assert.deepEqual(
      told(
        facts([
          ['I32', 10],
          ['F16', 1],
        ]),
      ),
      ['quantization=I32, F16 verified'],
    )
  })

  it('counts no part for the whole', () => {
    for (const path of [
      'm/model-00001-of-00002.safetensors',
      'sd/unet/diffusion_pytorch_model.safetensors',
      '2_Dense/model.safetensors',
    ])
      assert.deepEqual(told(facts([['F16', 10]]), path), ['quantization=F16 verified'])
    assert.deepEqual([...sightings(facts([['F16', 10]]), 'out/optimizer.safetensors')], [])
  })

  it('follows the record of a kohya training', () => {
    const [model, run, ...more] = [
      ...sightings(
        facts([['F16', 10]], {
          ss_network_module: 'networks.lora',
          ss_network_dim: '32',
          ss_network_alpha: '16.0',
          ss_sd_model_name: 'sd_xl_base_1.0.safetensors',
          ss_base_model_version: 'sdxl_base_v1-0',
          ss_learning_rate: '0.0001',
          ss_seed: 'None',
          ss_training_started_at: '1709634030.12',
          ss_training_finished_at: 'soon',
          ss_dataset_dirs:
            '{"10_cat": {"n_repeats": 10, "img_count": 20}, "1_reg": {"n_repeats": 1, "img_count": 0}}',
          'modelspec.architecture': 'stable-diffusion-xl-v1-base/lora',
          'modelspec.license': 'CC0',
        }),
        'loras/cat.safetensors',
      ),
    ]
    assert.deepEqual(more, [])
    assert.ok(model && run)
    assert.ok(model.attributes.some((a) => a.name === 'role' && a.value === 'adapter'))
    assert.ok(model.attributes.some((a) => a.name === 'hyperparameter' && a.key === 'r' && a.value === '32'))
    assert.ok(model.attributes.some((a) => a.name === 'license' && a.value === 'CC0'))
    assert.deepEqual(run.subject, { by: 'path', kind: 'training', path: 'loras/cat.safetensors' })
    assert.ok(run.attributes.some((a) => a.name === 'started-at' && a.value === '2024-03-05T10:20:30Z'))
    assert.ok(!run.attributes.some((a) => a.name === 'ended-at' || a.key === 'seed'))
    assert.deepEqual(
      run.relations.map(({ kind, to }) => `${kind} ${to.by === 'name' ? to.name : to.by}`),
      ['provides holder', 'derived-from sd_xl_base_1.0.safetensors', 'trained-on 10_cat'],
    )
  })

  it('takes any text for metadata', () => {
    const values = ['', 'None', '{', '[]', '{"__proto__": 1}', '../../x', '9'.repeat(400)]
    const keys = [
      'ss_dataset_dirs',
      'ss_sd_model_name',
      'ss_training_started_at',
      'modelspec.merged_from',
      '__proto__',
    ]
    for (const value of values) {
      const metadata = Object.fromEntries(keys.map((key) => [key, value]))
      assert.ok([...sightings(facts([['F16', 1]], metadata), 'a.safetensors')].length > 0)
    }
  })
})
