import assert from 'node:assert/strict'
import { it } from 'node:test'
import { inspectExample } from '../../scan/inspect-example.ts'

const RUN = '016c1cc4202b4e26b0ea0fb604691894'

async function told(path: string, text: string): Promise<string[]> {
  const { sightings } = await inspectExample({ path, bytes: Buffer.from(text) })
  return sightings.flatMap(({ sighting: { subject, attributes, relations } }) => [
    subject.by === 'path' ? subject.path : subject.by === 'name' ? subject.name : subject.by,
    ...attributes.map((a) => `${a.name}=${a.value}`),
    ...relations.map(
      ({ kind, to }) => `${kind} ${to.by === 'name' ? `${to.name}@${to.version ?? ''}` : to.by}`,
    ),
  ])
}

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const MODEL = `flavors:
  python_function:
    loader_module: mlflow.transformers
  transformers:
    source_model_name: o/base
    source_model_revision: ${COMMIT}
    task: text-classification
run_id: ${RUN}
`

it('an MLmodel names its library, its base and the run that logged it', async () => {
  assert.deepEqual(await told(`mlruns/0/${RUN}/artifacts/model/MLmodel`, MODEL), [
    'holder',
    'library=transformers',
    'task=text-classification',
    `derived-from o/base@${COMMIT}`,
    `mlruns/0/${RUN}`,
    `run-id=${RUN}`,
    'provides holder',
  ])
})

it('a run in no store is known by its id, and one beside its models by the experiment', async () => {
  assert.ok((await told('model/MLmodel', MODEL)).includes(RUN))
  const beside = await told(`mlruns/0/models/m-${'a'.repeat(32)}/artifacts/MLmodel`, MODEL)
  assert.ok(beside.includes(`mlruns/0/${RUN}`))
})

it('wrong types say nothing', async () => {
  const said = await told(
    'MLmodel',
    'flavors:\n  python_function: {loader_module: x}\n  sklearn: [1]\nrun_id: [1]\n',
  )
  assert.deepEqual(said, ['holder', 'library=sklearn'])
})
