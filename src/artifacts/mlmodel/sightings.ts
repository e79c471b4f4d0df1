import { isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { attribute, evidenceAt, stated, textOf } from '../../syntax/stated.ts'
import type { MlmodelFacts } from './facts.ts'

/** The flavour that every model has beside its own. */
const GENERIC = 'python_function'
const RUN_ID = /^[\w-]{4,128}$/

/** The model that an `MLmodel` file describes, and the run that logged it. */
export function* sightings({ document }: MlmodelFacts, path: string): Generator<Sighting> {
  const flavors = member(document, 'flavors')
  if (!isObject(flavors?.value) || path.includes('!')) return
  const own = flavors.value.members.filter((m) => m.key !== GENERIC)
  const evidence = evidenceAt(path, flavors.line, 'describes an MLflow model')
  yield {
    subject: { by: 'holder', kind: 'model' },
    evidence,
    attributes: [
      ...own.flatMap((m) =>
        attribute('library', m.key, evidenceAt(path, m.line, 'is a flavour of the model')),
      ),
      ...own.flatMap((m) => flavor(m, path)),
    ],
    relations: own.flatMap((m) => source(m.value)),
    distributions: [],
  }
  const id = member(document, 'run_id')
  const name = textOf(id?.value)
  if (id === undefined || name === undefined || !RUN_ID.test(name)) return
  const run = runFolder(path, name)
  yield {
    subject:
      run === undefined
        ? { by: 'name', kind: 'training', registry: 'mlflow', name }
        : { by: 'path', kind: 'training', path: run },
    evidence: evidenceAt(path, id.line, 'logged a model'),
    attributes: stated('run-id', id, path),
    relations: [{ kind: 'provides', to: { by: 'holder', kind: 'model' } }],
    distributions: [],
  }
}

function flavor({ value }: JsonMember, path: string): Attribute[] {
  return [
    ...stated('task', member(value, 'task'), path),
    ...stated('architecture', member(value, 'pipeline_model_type') ?? member(value, 'model_class'), path),
    ...stated('quantization', member(value, 'torch_dtype'), path, {
      as: (text) => text.replace(/^torch\./, ''),
    }),
  ]
}

/** transformers' flavour keeps a reference in place of the weights, or tells where they were taken from. */
function source(value: JsonValue): SightedRelation[] {
  const name = textOf((member(value, 'source_model_name') ?? member(value, 'pipeline_model_name'))?.value)
  const revision = textOf(member(value, 'source_model_revision')?.value)
  const to =
    name === undefined ? undefined : modelReference(name, { kind: 'model', ...(revision && { revision }) })
  return to?.by === 'name' ? [{ kind: 'derived-from', to }] : []
}

/** The store keeps a run's models below the run, newer ones beside the runs of the experiment. */
function runFolder(path: string, id: string): string | undefined {
  const below = path.indexOf(`${id}/`)
  if (below === 0 || (below > 0 && path[below - 1] === '/')) return path.slice(0, below + id.length)
  const beside = /^(?<experiment>(?:.*\/)?)models\/m-[0-9a-f]{32}\//.exec(path)?.groups?.['experiment']
  return beside === undefined ? undefined : `${beside}${id}`
}
