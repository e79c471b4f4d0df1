import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { croissant } from '../datasets/croissant/discoverer.ts'
import { datasetInfo } from '../datasets/dataset-info/discoverer.ts'
import type { Discoverer } from '../model/discoverer.ts'
import { ReadError } from '../model/read-error.ts'
import { axolotl } from './axolotl/discoverer.ts'
import { dvc } from './dvc/discoverer.ts'
import { kitfile } from './kitfile/discoverer.ts'
import { llamaFactory } from './llama-factory/discoverer.ts'
import { mlflowRun } from './mlflow-run/discoverer.ts'
import { modelCard } from './model-card/discoverer.ts'
import { sighted } from './sighted-example.ts'
import { torchtune } from './torchtune/discoverer.ts'
import { trainResults } from './train-results/discoverer.ts'
import { trainerState } from './trainer-state/discoverer.ts'
import { trl } from './trl/discoverer.ts'
import { wandbRun } from './wandb-run/discoverer.ts'

const RUN = `mlruns/0/${'a'.repeat(32)}`
const W = 'wandb/run-20240305_102030-a1b2c3d4/files'
/** Each with the keys that it looks at, so that wrong types reach all of its code. */
const READERS: readonly (readonly [Discoverer<never>, string, string, readonly string[]])[] = (
  [
    [
      axolotl,
      'a.yml',
      '',
      'base_model datasets sequence_len adapter rl output_dir hub_model_id path data_files name split revision',
    ],
    [
      llamaFactory,
      'a.json',
      '',
      'model_name_or_path stage finetuning_type dataset do_train quantization_bit eval_dataset output_dir',
    ],
    [llamaFactory, 'dataset_info.json', '', 'a hf_hub_url file_name script_url subset split'],
    [
      trl,
      'a.json',
      '',
      'model_name_or_path dataset_name dataset_mixer dataset_mixture datasets id learning_rate use_peft train_file output_dir',
    ],
    [
      torchtune,
      'a.yaml',
      '',
      'model _component_ dataset optimizer checkpointer checkpoint_dir output_dir source split',
    ],
    [trainerState, 'trainer_state.json', '', 'global_step log_history best_model_checkpoint epoch loss'],
    [trainResults, 'all_results.json', '', 'epoch train_loss eval_loss'],
    [mlflowRun, `${RUN}/meta.yaml`, '', 'run_id experiment_id start_time user_id source_name run_name'],
    [mlflowRun, `${RUN}/inputs/x/meta.yaml`, '', 'source_id source_type tags'],
    [
      mlflowRun,
      `mlruns/0/datasets/${'b'.repeat(32)}/meta.yaml`,
      '',
      'name source source_type profile path url',
    ],
    [wandbRun, `${W}/config.yaml`, '', '_wandb value lr model_name_or_path dataset'],
    [
      wandbRun,
      `${W}/wandb-metadata.json`,
      '',
      'startedAt git commit remote args gpu gpu_count gpu_nvidia name username program',
    ],
    [wandbRun, `${W}/wandb-summary.json`, '', 'loss _step'],
    [dvc, 'dvc.yaml', '', 'stages train cmd deps outs params do foreach wdir path md5'],
    [dvc, 'a.dvc', '', 'outs deps repo url rev rev_lock path md5 size wdir desc'],
    [kitfile, 'Kitfile', '', 'manifestVersion package model path parts type datasets name license authors'],
    [
      datasetInfo,
      'dataset_info.json',
      '',
      'features splits download_checksums checksum num_bytes num_examples config_name license',
    ],
    [croissant, 'c.json', '', '@type url name creator distribution sha256 contentUrl isBasedOn license'],
    [
      modelCard,
      'README.md',
      '',
      'base_model base_model_relation datasets tags model-index results dataset metrics type value name revision license language dataset_info splits configs data_files source_datasets sdk models',
    ],
  ] as const
).map(([d, path, , keys]) => [d as unknown as Discoverer<never>, path, '', keys.split(' ')] as const)

const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    'o/m',
    '../../x',
    '/etc/passwd',
    '__proto__',
    'gpt2',
    'train',
    '${x}',
    'hf://x',
  ),
  fc.string(),
)

function documentOf(keys: readonly string[]): fc.Arbitrary<unknown> {
  const key = fc.constantFrom(...keys, '__proto__', 'constructor')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 6 }).map((pairs) => new Map(pairs)),
    ),
  }))
  return fc.array(fc.tuple(key, tree), { minLength: 1, maxLength: 8 }).map((pairs) => new Map(pairs))
}

function json(value: unknown): string {
  if (value instanceof Map)
    return `{${[...(value as Map<string, unknown>)].map(([k, v]) => `${JSON.stringify(k)}: ${json(v)}`).join(', ')}}`
  return Array.isArray(value) ? `[${value.map(json).join(', ')}]` : JSON.stringify(value)
}

/** The top keys on lines of their own: claims look for them at the start of lines. */
function text(value: unknown, path: string): string {
  const pairs = [...(value as Map<string, unknown>)]
  if (path.endsWith('.json')) return `{\n${pairs.map(([k, v]) => `"${k}": ${json(v)}`).join(',\n')}\n}`
  const yaml = pairs.map(([k, v]) => `${/^[@_]/.test(k) ? JSON.stringify(k) : k}: ${json(v)}`).join('\n')
  return path === 'README.md' ? `---\n${yaml}\n---\n# Card\n` : `${yaml}\n`
}

describe('hostile training files', () => {
  for (const [discoverer, path, , keys] of READERS)
    it(`${discoverer.id} takes any value anywhere in ${path}`, () => {
      fc.assert(
        fc.property(documentOf(keys), (value) => {
          try {
            for (const s of sighted(discoverer, path, text(value, path)).sightings) {
              assert.ok(s.attributes.every((a) => typeof a.value === 'string' && a.value !== ''))
              for (const { to } of s.relations)
                if (to.by === 'path') assert.doesNotMatch(to.path, /^\/|^\.\.(?:\/|$)/)
            }
          } catch (error) {
            if (!(error instanceof ReadError)) throw error
          }
        }),
        { numRuns: 60 },
      )
    })

  it('text of any kind ends in facts or a read error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...READERS),
        fc.string({ maxLength: 200 }),
        ([discoverer, path, , keys], noise) => {
          const first =
            path === 'README.md'
              ? `---\n${keys[0]}: ${noise}\n---\n${noise}`
              : `${keys.map((k) => `${k}: ${noise}`).join('\n')}\n`
          try {
            sighted(discoverer, path, first)
          } catch (error) {
            if (!(error instanceof ReadError)) throw error
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('long lines and long lists cost little', () => {
    const started = performance.now()
    const long = `[${'a'.repeat(100_000)}](${'b'.repeat(100_000)}`
    sighted(
      modelCard,
      'README.md',
      `---\nbase_model: o/m\n---\nThis model is a fine-tuned version of ${long}\n${'- **a'.repeat(50_000)}\n${'<!--'.repeat(50_000)}`,
    )
    sighted(
      modelCard,
      'README.md',
      `---\ntags: [${'x, '.repeat(30_000)}]\nbase_model: [${'o/m, '.repeat(10_000)}]\n---\n`,
    )
    assert.ok(performance.now() - started < 5000)
  })
})
