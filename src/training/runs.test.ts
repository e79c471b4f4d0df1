import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bytesField } from '../bytes/protobuf/write.ts'
import { croissant } from '../datasets/croissant/discoverer.ts'
import { datasetInfo } from '../datasets/dataset-info/discoverer.ts'
import { axolotl } from './axolotl/discoverer.ts'
import { dvc } from './dvc/discoverer.ts'
import { kitfile } from './kitfile/discoverer.ts'
import { mlflowRun } from './mlflow-run/discoverer.ts'
import { modelCard } from './model-card/discoverer.ts'
import { sighted, told } from './sighted-example.ts'
import { trainerState } from './trainer-state/discoverer.ts'
import { wandbRun } from './wandb-run/discoverer.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const RUN = `mlruns/1/${'b'.repeat(32)}`

function all(result: ReturnType<typeof sighted>): string[] {
  assert.ok(result.claimed)
  assert.deepEqual(result.gaps, [])
  return result.sightings.flatMap(told)
}

function holds(said: readonly string[], wanted: readonly string[]): void {
  for (const one of wanted) assert.ok(said.includes(one), `${one}\nin ${said.join('\n')}`)
}

describe('training runs', () => {
  it('a recipe of axolotl', () => {
    const text = `base_model: o/base\nbase_model_config: x\nrevision_of_model: ${COMMIT}\nload_in_4bit: true\nadapter: qlora\nlora_r: 32\nlearning_rate: 2e-4\nsequence_len: 512\ndatasets:\n  - path: o/data\n    name: en\n    split: train[:90%]\n    type: alpaca\noutput_dir: ./out\n`
    const result = sighted(axolotl, 'configs/a.yml', text)
    holds(all(result), [
      'framework=axolotl',
      'tuning-method=qlora',
      'hyperparameter[learning_rate]=0.0002',
      `derived-from o/base@${COMMIT}`,
      'trained-on o/data',
      'provides ./out',
      'config=en',
      'split=train[:90%]',
      'role=training',
    ])
    assert.deepEqual(result.sightings[0]?.subject, { by: 'path', kind: 'training', path: 'configs/a.yml' })
    assert.deepEqual(result.sightings.at(-1)?.evidence.at.range, { unit: 'line', start: 10, end: 10 })
  })

  it('the state of a Trainer, whose checkpoints are steps of one run', () => {
    const state = {
      global_step: 10,
      max_steps: 20,
      epoch: 0.5,
      log_history: [{ loss: 2 }, { loss: 1.5, eval_loss: 1 }],
    }
    const checkpoint = sighted(trainerState, 'out/checkpoint-10/trainer_state.json', JSON.stringify(state))
    assert.deepEqual(checkpoint.sightings[0]?.subject, { by: 'path', kind: 'training', path: 'out' })
    assert.ok(!all(checkpoint).some((t) => t.startsWith('metric')))
    holds(all(sighted(trainerState, 'out/trainer_state.json', JSON.stringify(state))), [
      'metric[loss]=1.5',
      'metric[eval_loss]=1',
      'metric[global_step]=10',
      'provides holder',
    ])
  })

  it('a run of MLflow', () => {
    const meta = `run_id: ${'b'.repeat(32)}\nexperiment_id: '1'\nuser_id: alice\nstart_time: 1709634030123\nend_time: null\nlifecycle_stage: active\n`
    holds(all(sighted(mlflowRun, `${RUN}/meta.yaml`, meta)), [
      'experimenter=alice',
      'started-at=2024-03-05T10:20:30Z',
    ])
    assert.ok(!all(sighted(mlflowRun, `${RUN}/meta.yaml`, meta)).some((t) => t.startsWith('ended-at')))
    assert.deepEqual(sighted(mlflowRun, `${RUN}/meta.yaml`, meta.replace('active', 'deleted')).sightings, [])
    holds(all(sighted(mlflowRun, `${RUN}/params/lr`, '1e-05')), ['hyperparameter[lr]=0.00001'])
    holds(all(sighted(mlflowRun, `${RUN}/metrics/val/f1`, '1 0.5 0\n2 0.75 1\n')), ['metric[val/f1]=0.75'])
    holds(all(sighted(mlflowRun, `${RUN}/tags/mlflow.source.git.commit`, COMMIT)), [`code-commit=${COMMIT}`])
    holds(all(sighted(mlflowRun, `${RUN}/tags/mlflow.docker.image.uri`, 'reg.example/train:1')), [
      'container-image=reg.example/train:1',
    ])
  })

  it('a run of Weights & Biases', () => {
    const folder = 'wandb/run-20240305_102030-a1b2c3d4'
    const said = all(
      sighted(
        wandbRun,
        `${folder}/files/wandb-metadata.json`,
        JSON.stringify({
          startedAt: '2024-03-05T10:20:30.5Z',
          username: 'alice',
          git: { remote: 'https://git.example/a.git', commit: COMMIT },
          codePath: 'src/train.py',
          program: '/home/alice/src/train.py',
          docker: 'reg.example/train@sha256:00',
          gpu: 'NVIDIA H100',
          gpu_count: 8,
        }),
      ),
    )
    holds(said, [
      'run-id=a1b2c3d4',
      'started-at=2024-03-05T10:20:30Z',
      'experimenter=alice',
      `code-commit=${COMMIT}`,
      'code-repository=https://git.example/a.git',
      'entry-point=src/train.py',
      'container-image=reg.example/train@sha256:00',
      'hardware=8 x NVIDIA H100',
    ])
    holds(all(sighted(wandbRun, `${folder}/files/requirements.txt`, 'trl==0.9.6\nnumpy==1.0\n')), [
      'framework=trl@0.9.6',
    ])
  })

  it('the log that an offline run leaves, cut off or not', () => {
    const path = 'wandb/offline-run-20240305_102030-a1b2c3d4/run-a1b2c3d4.wandb'
    const text = (field: number, value: string): Buffer => Buffer.from(bytesField(field, Buffer.from(value)))
    const message = (field: number, ...parts: Buffer[]): Buffer =>
      Buffer.from(bytesField(field, Buffer.concat(parts)))
    const item = (key: string, json: string): Buffer => message(1, text(1, key), text(16, json))
    const records = [
      message(
        17,
        text(1, 'a1b2c3d4'),
        message(4, item('learning_rate', '0.1'), item('model_name_or_path', '"o/m"')),
      ),
      message(
        26,
        text(6, 'train.py'),
        text(13, 'alice'),
        message(9, text(1, 'https://git.example/a'), text(2, COMMIT)),
      ),
      message(2, message(1, text(2, 'train/loss'), text(16, '0.5'))),
    ]
    const log = Buffer.concat([
      Buffer.from(':W&B\0\0\0', 'latin1'),
      ...records.map((data) => {
        const header = Buffer.alloc(7)
        header.writeUInt16LE(data.length, 4)
        header[6] = 1
        return Buffer.concat([header, data])
      }),
    ])
    holds(all(sighted(wandbRun, path, log)), [
      'run-id=a1b2c3d4',
      'hyperparameter[learning_rate]=0.1',
      'derived-from o/m',
      'experimenter=alice',
      `code-commit=${COMMIT}`,
      'metric[train/loss]=0.5',
    ])
    for (let end = 4; end < log.length; end += 3) sighted(wandbRun, path, log.subarray(0, end))
    for (let at = 4; at < log.length; at++) {
      const broken = Buffer.from(log)
      broken[at] = broken[at]! ^ 0xff
      sighted(wandbRun, path, broken)
    }
  })

  it('stages of DVC', () => {
    const lock = `stages:\n  train:\n    cmd: python train.py\n    deps:\n    - {path: data/train.csv, md5: ${'a'.repeat(32)}, size: 7}\n    - {path: ../../outside, md5: x}\n    params: {params.yaml: {train.lr: 0.1, train.layers: [1, 2]}}\n    outs:\n    - {path: models/m.pt, md5: ${'c'.repeat(32)}.dir}\n`
    const said = all(sighted(dvc, 'ml/dvc.lock', lock))
    holds(said, [
      `md5=${'a'.repeat(32)}`,
      'size=7',
      `md5=${'c'.repeat(32)}.dir`,
      'trained-on ./ml/data/train.csv',
      'provides ./ml/models/m.pt',
      'hyperparameter[train.lr]=0.1',
      'hyperparameter[train.layers]=1, 2',
    ])
    assert.ok(!said.some((t) => t.includes('outside')))
  })
})

describe('cards and manifests', () => {
  it('a card that training tools wrote', () => {
    const text = `---\nlicense: other\nlicense_name: acme\nbase_model: o/base\nbase_model_relation: quantized\npipeline_tag: text-generation\n---\n# x\n\nThis model is a fine-tuned version of [o/base](https://huggingface.co/o/base) on the None dataset.\n\n### Training hyperparameters\n\n- learning_rate: 5e-05\n- seed: 42\n<!-- - ghost: 1 -->\n\n### Framework versions\n\n- PEFT 0.10.0\n- Transformers 4.40.1\n`
    const said = all(sighted(modelCard, 'out/README.md', text))
    holds(said, [
      'license=acme',
      'role=quantized',
      'derived-from o/base',
      'hyperparameter[learning_rate]=0.00005',
      'framework=peft@0.10.0',
      'framework=transformers@4.40.1',
    ])
    assert.ok(!said.some((t) => t.includes('ghost') || t.startsWith('trained-on')))
  })

  it('broken front matter is a gap, and the text still counts', () => {
    const { gaps, sightings } = sighted(
      modelCard,
      'README.md',
      '---\na: [b\n---\nThis model is a fine-tuned version of [o/base](https://huggingface.co/o/base) on the imdb dataset.\n',
    )
    assert.equal(gaps.length, 1)
    holds(sightings.flatMap(told), ['derived-from o/base', 'trained-on imdb'])
  })

  it('descriptions of datasets', () => {
    const card =
      '---\nlicense: mit\nsize_categories: [n<1K]\ndataset_info:\n  splits:\n  - {name: train, num_examples: 3}\n  - {name: test, num_examples: 2}\n  dataset_size: 99\n---\n'
    holds(all(sighted(modelCard, 'README.md', card)), ['license=mit', 'records=5', 'size=99', 'split=test'])
    const info = {
      features: {},
      license: 'cc0',
      splits: { train: { num_examples: 4 } },
      download_checksums: { 'https://u:p@files.example/a.csv': { num_bytes: 5, checksum: 'F'.repeat(64) } },
    }
    const { sightings } = sighted(datasetInfo, 'd/dataset_info.json', JSON.stringify(info))
    holds(sightings.flatMap(told), ['records=4', 'license=cc0'])
    assert.deepEqual(sightings[0]?.distributions, [
      {
        url: 'https://files.example/a.csv',
        hashes: [{ algorithm: 'sha256', value: 'f'.repeat(64) }],
        size: 5,
      },
    ])
    const document = {
      '@context': { cr: 'http://mlcommons.org/croissant/' },
      '@type': 'sc:Dataset',
      name: 'x',
      license: 'https://spdx.org/licenses/MIT.html',
      creator: [{ name: 'A' }, { name: 'B' }],
      distribution: [{ '@type': 'cr:FileObject', contentUrl: 'a.csv', sha256: 'short' }],
    }
    const described = sighted(croissant, 'x.json', JSON.stringify(document))
    holds(all(described), ['license=MIT', 'author=A', 'author=B'])
    assert.deepEqual(described.sightings[0]?.distributions, [{ url: 'a.csv', hashes: [] }])
  })

  it('a ModelKit', () => {
    const text =
      'manifestVersion: "1.0"\npackage: {name: k, authors: [A]}\nmodel: {name: m, path: ./model, framework: onnx, license: MIT}\ndatasets:\n- {name: d, path: /etc/passwd}\n- {name: e, path: data/e.csv, license: CC0}\n'
    const { sightings } = sighted(kitfile, 'kit/Kitfile', text)
    assert.deepEqual(
      sightings.map((s) => (s.subject.by === 'path' ? s.subject.path : s.subject.by)),
      ['kit/model', 'kit/data/e.csv'],
    )
    holds(sightings.flatMap(told), ['library=onnx', 'license=MIT', 'author=A', 'license=CC0'])
  })
})
