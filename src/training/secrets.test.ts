import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSecretKey } from '../syntax/stated.ts'
import { dvc } from './dvc/discoverer.ts'
import { llamaFactory } from './llama-factory/discoverer.ts'
import { mlflowRun } from './mlflow-run/discoverer.ts'
import { modelCard } from './model-card/discoverer.ts'
import { sighted } from './sighted-example.ts'
import { withoutSecretArguments } from './tracked-run.ts'
import { trl } from './trl/discoverer.ts'
import { wandbRun } from './wandb-run/discoverer.ts'

const SECRET = 'n0t-f0r-y0ur-eyes'
const RUN = 'wandb/run-20240305_102030-a1b2c3d4/files'

describe('secrets of a training', () => {
  const cases = [
    [
      trl,
      'a.yaml',
      `model_name_or_path: o/m\nlearning_rate: 1\nhub_token: ${SECRET}\nwandb_api_key: ${SECRET}\n`,
    ],
    [llamaFactory, 'a.yaml', `model_name_or_path: o/m\nstage: sft\ndataset: a\nhf_hub_token: ${SECRET}\n`],
    [
      wandbRun,
      `${RUN}/config.yaml`,
      `api_key: {value: ${SECRET}}\nhub_token: {value: ${SECRET}}\nlr: {value: 1}\n`,
    ],
    [
      wandbRun,
      `${RUN}/wandb-metadata.json`,
      JSON.stringify({
        args: ['--api-key', SECRET, `--token=${SECRET}`],
        program: 'a.py',
        git: { remote: `https://me:${SECRET}@git.example/a.git`, commit: 'c' },
      }),
    ],
    [mlflowRun, `mlruns/0/${'a'.repeat(32)}/params/openai_api_key`, SECRET],
    [
      mlflowRun,
      `mlruns/0/${'a'.repeat(32)}/tags/mlflow.source.git.repoURL`,
      `https://me:${SECRET}@git.example/a`,
    ],
    [
      dvc,
      'dvc.yaml',
      `stages: {train: {cmd: python train.py --api-key ${SECRET} --password=${SECRET}, outs: [model.pt]}}`,
    ],
    [
      dvc,
      'dvc.lock',
      `stages: {train: {cmd: x, params: {p.yaml: {api_key: ${SECRET}, lr: 1}}, outs: [{path: model.pt}]}}\n`
        .replace('stages: ', 'stages:\n  ')
        .replace('{train', 'train')
        .replace(/\}\n$/, '\n'),
    ],
    [
      modelCard,
      'README.md',
      `---\nbase_model: o/m\n---\n### Training hyperparameters\n- learning_rate: 1\n- hub_token: ${SECRET}\n`,
    ],
  ] as const
  for (const [discoverer, path, text] of cases)
    it(`${discoverer.id} keeps none of ${path}`, () => {
      const { claimed, sightings } = sighted(discoverer as never, path, text)
      assert.ok(claimed)
      assert.doesNotMatch(JSON.stringify(sightings), new RegExp(SECRET))
    })

  it('knows keys of secrets from settings', () => {
    for (const key of [
      'hub_token',
      'HF_TOKEN',
      'wandb_api_key',
      'password',
      'aws_secret_access_key',
      'db.password',
      'token',
    ])
      assert.ok(isSecretKey(key), key)
    for (const key of [
      'max_new_tokens',
      'num_input_tokens_seen',
      'average_tokens_across_devices',
      'tokenizer_class',
      'learning_rate',
      'author',
    ])
      assert.ok(!isSecretKey(key), key)
  })

  it('takes secrets out of commands', () => {
    assert.equal(
      withoutSecretArguments('python t.py --hub_token abc --lr 1 --api-key="x y" PASSWORD=q run'),
      'python t.py --hub_token *** --lr 1 --api-key=*** PASSWORD=*** run',
    )
  })
})
