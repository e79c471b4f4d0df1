import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Sighting } from '../../model/sighting.ts'
import { inspectExample } from '../../scan/inspect-example.ts'
import { torchExample } from './torch-example.ts'

function text(value: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from('X'), length, Buffer.from(value)])
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes.write('G')
  bytes.writeDoubleBE(value, 1)
  return bytes
}

/** A member of an enumeration. */
function member(name: string, value: string): Buffer {
  return Buffer.concat([
    Buffer.from(`ctransformers.trainer_utils\n${name}\n`),
    text(value),
    Buffer.from('\x85R', 'latin1'),
  ])
}

/** An instance of the class with that state, as pickle writes it. */
function instance(module: string, name: string, state: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([
    Buffer.from(`\x80\x02c${module}\n${name}\n)\x81}(`, 'latin1'),
    ...state.flatMap(([key, value]) => [text(key), value]),
    Buffer.from('ub.'),
  ])
}

const STATE: readonly (readonly [string, Buffer])[] = [
  ['output_dir', text('out/sft')],
  ['learning_rate', float(2e-5)],
  ['num_train_epochs', float(3)],
  ['lr_scheduler_type', member('SchedulerType', 'cosine')],
  ['seed', Buffer.from('K\x2a', 'latin1')],
  ['bf16', Buffer.from('\x88', 'latin1')],
  ['push_to_hub', Buffer.from('\x88', 'latin1')],
  ['hub_model_id', text('acme/tiny-sft')],
  ['hub_token', text('hf_secretsecretsecretsecret')],
  ['hub_private_repo', Buffer.from('N')],
]

async function sightings(pickle: Buffer, path: string): Promise<Sighting[]> {
  const { sightings: found } = await inspectExample({ path, bytes: torchExample(pickle) })
  return found.map(({ sighting }) => sighting)
}

it('the arguments of a run are read from what torch.save kept of them', async () => {
  const [run] = await sightings(
    instance('trl.trainer.sft_config', 'SFTConfig', STATE),
    'out/checkpoint-10/training_args.bin',
  )
  assert.ok(run)
  assert.deepEqual(run.subject, { by: 'path', kind: 'training', path: 'out' })
  const said = new Map(run.attributes.map((a) => [a.key ?? a.name, a.value]))
  assert.equal(said.get('framework'), 'trl')
  assert.equal(said.get('tuning-method'), 'sft')
  assert.equal(said.get('learning_rate'), '0.00002')
  assert.equal(said.get('lr_scheduler_type'), 'cosine')
  assert.equal(said.get('seed'), '42')
  assert.equal(said.get('bf16'), 'true')
  assert.doesNotMatch(JSON.stringify(run), /secret/)
  assert.deepEqual(
    run.relations.map((r) => (r.to.by === 'name' ? r.to.name : r.to.by)),
    ['holder', 'acme/tiny-sft'],
  )
})

it('other objects are no arguments', async () => {
  const other = instance('argparse', 'Namespace', [['learning_rate', float(1)]])
  assert.deepEqual(await sightings(other, 'args.bin'), [])
  const own = instance('acme.trainer', 'Arguments', STATE)
  const [run] = await sightings(own, 'training_args.bin')
  assert.ok(run)
  assert.ok(run.attributes.every((a) => a.name !== 'framework'))
})
